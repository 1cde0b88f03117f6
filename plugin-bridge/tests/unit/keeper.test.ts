import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AbsentError, Keeper, mismatch, type Health } from "../../src/backend/keeper";
import { BEAT } from "../../src/backend/pulse";
import type { Transport } from "../../src/rpc/transport";

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("window", globalThis);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

interface Message {
  id?: number;
  method?: string;
}

/** A backend that can be made to fall, or to say nothing more. */
class Backend {
  silent = false;
  closed = 0;
  private hear: (message: string) => void = () => undefined;
  private end: (why: string) => void = () => undefined;

  constructor(private readonly protocol = 1) {}

  transport(): Transport {
    return {
      send: (text) => this.answer(JSON.parse(text) as Message),
      onMessage: (listener) => void (this.hear = listener),
      onClose: (listener) => void (this.end = listener),
      close: () => void this.closed++,
    };
  }

  fall(): void {
    this.end("ended with code 3");
  }

  private answer({ id, method }: Message): void {
    if (id === undefined || this.silent) return;
    const server = { protocol: this.protocol, backend: "1.2.3", features: [] };
    const result = method === "initialize" ? { capabilities: { experimental: { vaultRunner: server } } } : null;
    queueMicrotask(() => this.hear(JSON.stringify({ jsonrpc: "2.0", id, result })));
  }
}

function kept(make: (start: number) => Backend | Error, busy = false) {
  const backends: Backend[] = [];
  const told: Health[] = [];
  let starts = 0;
  const keeper = new Keeper({
    connect: () => {
      const made = make(++starts);
      if (made instanceof Error) return Promise.reject(made);
      backends.push(made);
      return Promise.resolve(made.transport());
    },
    options: () => ({}),
    root: () => "file:///vault",
    attach: () => undefined,
    busy: () => busy,
    changed: (health) => void told.push(health),
    log: () => undefined,
  });
  return { keeper, backends, told, starts: () => starts };
}

describe("one backend", () => {
  it("is started once, however often it is asked for", async () => {
    const { keeper, starts } = kept(() => new Backend());
    const [one, two] = await Promise.all([keeper.start(), keeper.start()]);
    expect(one).toBe(two);
    expect(await keeper.start()).toBe(one);
    expect(starts()).toBe(1);
    expect(keeper.health).toMatchObject({ condition: "running", version: "1.2.3" });
  });

  it("that falls is started again after one, two and four seconds, then no more until it is asked for", async () => {
    const { keeper, backends, starts } = kept(() => new Backend());
    await keeper.start();
    for (const [falls, wait] of [1000, 2000, 4000].entries()) {
      backends.at(-1)?.fall();
      expect(keeper.health.condition).toBe("restarting");
      await vi.advanceTimersByTimeAsync(wait - 1);
      expect(starts()).toBe(falls + 1);
      await vi.advanceTimersByTimeAsync(1);
      expect(starts()).toBe(falls + 2);
    }
    backends.at(-1)?.fall();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(starts()).toBe(4);
    expect(keeper.health).toMatchObject({ condition: "failed", words: expect.stringContaining("See the log") as string });
    expect(await keeper.start()).not.toBeNull();
  });

  it("that is absent is not looked for again by itself", async () => {
    const { keeper, starts } = kept(() => new AbsentError("not found"));
    expect(await keeper.start()).toBeNull();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(starts()).toBe(1);
    expect(keeper.health).toMatchObject({ condition: "absent", words: "not found" });
  });

  it.each([[2, "Update the plugin."], [0, "Update the backend."]])("of protocol %i is ended, and the older side named", async (protocol, words) => {
    const { keeper, backends, starts } = kept(() => new Backend(protocol));
    expect(await keeper.start()).toBeNull();
    expect(backends[0]?.closed).toBe(1);
    expect(keeper.health.condition).toBe("mismatch");
    expect(keeper.health.words).toContain(words);
    expect(mismatch(protocol)).toContain(words);
    backends[0]?.fall();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(starts()).toBe(1);
  });

  it("that doesn't shake hands is given up", async () => {
    const { keeper, backends } = kept(() => Object.assign(new Backend(), { silent: true }));
    const started = keeper.start();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await started).toBeNull();
    expect(backends[0]?.closed).toBe(1);
    expect(keeper.health.words).toContain("did not answer in time");
  });

  it("that hangs at work is ended, and another one started", async () => {
    const { keeper, backends, starts } = kept(() => new Backend(), true);
    await keeper.start();
    await vi.advanceTimersByTimeAsync(5 * BEAT);
    expect(starts()).toBe(1);
    if (backends[0]) backends[0].silent = true;
    await vi.advanceTimersByTimeAsync(4 * BEAT);
    expect(backends[0]?.closed).toBe(1);
    expect(starts()).toBe(2);
    expect(keeper.health.condition).toBe("running");
  });

  it("that is stopped stays stopped", async () => {
    const { keeper, backends, starts } = kept(() => new Backend());
    await keeper.start();
    await keeper.stop();
    backends[0]?.fall();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(starts()).toBe(1);
    expect(keeper.health.condition).toBe("off");
    expect(backends[0]?.closed).toBe(1);
  });
});
