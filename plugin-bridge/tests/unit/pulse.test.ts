import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BEAT, Pulse } from "../../src/backend/pulse";

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("window", globalThis);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function pulse(answer: () => Promise<unknown>, busy = true) {
  const told = { asked: 0, silent: 0 };
  const ask = (): Promise<unknown> => {
    told.asked++;
    return answer();
  };
  const made = new Pulse({ busy: () => busy, ask, silent: () => told.silent++ });
  made.start();
  return { made, told };
}

describe("whether a backend still answers", () => {
  it("is asked only while something runs", async () => {
    const { told } = pulse(() => Promise.resolve(), false);
    await vi.advanceTimersByTimeAsync(10 * BEAT);
    expect(told).toEqual({ asked: 0, silent: 0 });
  });

  it("is said of one that answers, be it with an error", async () => {
    const { told } = pulse(() => Promise.reject(new Error("no")));
    await vi.advanceTimersByTimeAsync(10 * BEAT);
    expect(told).toEqual({ asked: 10, silent: 0 });
  });

  it("is denied once of one that says nothing", async () => {
    const { told } = pulse(() => new Promise(() => undefined));
    await vi.advanceTimersByTimeAsync(10 * BEAT);
    expect(told).toEqual({ asked: 2, silent: 1 });
  });

  it("ends with the conversation", async () => {
    const { made, told } = pulse(() => Promise.resolve());
    made.stop();
    await vi.advanceTimersByTimeAsync(10 * BEAT);
    expect(told.asked).toBe(0);
  });
});
