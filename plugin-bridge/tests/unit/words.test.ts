import { expect, it } from "vitest";
import type { BlockView, Known } from "../../src/editor/field";
import { buttonName, endWords, stateReason, stateShown } from "../../src/ui/words";

function view(state: BlockView["state"], known: Partial<Known> = {}): BlockView {
  return { number: 2, state, known: { elapsed: 0.4, cached: false, reason: "", ...known } as Known } as BlockView;
}

it("what was not run again says so, and how long it took when it ran", () => {
  expect(stateShown(view("ok", { cached: true }))).toEqual({ icon: "check", words: "From the cache" });
  expect(stateReason(view("ok", { cached: true }))).toMatch(/was not run again; it took 0\.4 s when it ran\.$/);
  expect(stateReason(view("ok", { cached: true, reason: "ended with KeyError, as it may" }))).toMatch(/^ended with KeyError, as it may\. Nothing/);
  expect(stateShown(view("ok")).words).toBe("0.4 s");
  expect(stateShown(view("ok", { elapsed: 0.003 })).words).toBe("< 0.1 s");
});

it("the button of a block that waits says why", () => {
  const reason = "it would take about 3 s, so it waits to be asked for";
  expect(buttonName(view("waiting", { reason }), "running")).toBe(`Run block 2, waits for a click: ${reason}`);
  expect(buttonName(view("ok", { reason }), "running")).toBe("Run block 2, 0.4 s");
});

it("the end of a block is said with its number and its reason", () => {
  expect(endWords(3, { state: "failed" })).toBe("Block 3 failed");
  expect(endWords(3, { state: "stopped", reason: "ran longer than 60 s" })).toBe("Block 3 was stopped: ran longer than 60 s");
  expect(endWords(3, { state: "ok", reason: "ended with KeyError, as it may" })).toBe("Block 3 is done");
  expect(["queued", "running", "waiting", "out-of-date"].map((state) => endWords(3, { state: state as "queued" }))).toEqual(["", "", "", ""]);
});
