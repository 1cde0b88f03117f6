// @vitest-environment happy-dom
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Questions } from "../../src/questions";
import type { BlockChange, Input } from "../../src/protocol/messages";
import { installDom } from "../standin/obsidian";

const input = (blockId: string, more: Partial<Input> = {}): Input => ({ uri: "file:///vault/n.md", runId: "run-1", blockId, prompt: `${blockId}?`, password: false, ...more });
const change = (blockId: string, state: BlockChange["state"]): BlockChange => ({ uri: "file:///vault/n.md", blockId, runId: "run-1", state, seq: 9 });
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const shown = (): string[] => Array.from(document.querySelectorAll(".vr-prompt")).map((each) => each.textContent ?? "");
const field = (): HTMLInputElement => document.querySelector(".vr-answer") as HTMLInputElement;

function enter(answer: string): void {
  field().value = answer;
  field().dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
}

function questions(quiet: Promise<void> = Promise.resolve()): Questions {
  return new Questions({ app: {} as never, root: "/vault", views: { lead: () => null, quiet: () => quiet } });
}

beforeAll(() => installDom());
beforeEach(() => document.body.replaceChildren());

describe("questions", () => {
  it("come one after the other, each answered as itself", async () => {
    const all = questions();
    const [one, two] = [all.ask(input("a")), all.ask(input("b", { password: true }))];
    await turn();
    expect(shown()).toEqual(["a?"]);
    expect(document.querySelector(".modal")?.textContent).toContain("A block of n.md");
    enter("1");
    await turn();
    expect(shown()).toEqual(["b?"]);
    expect(field().type).toBe("password");
    enter("2");
    expect(await Promise.all([one, two])).toEqual([{ text: "1" }, { text: "2" }]);
    expect(shown()).toEqual([]);
  });

  it("of a block that is over are withdrawn, shown or not; others stay", async () => {
    const all = questions();
    const [one, two, three] = [all.ask(input("a")), all.ask(input("b")), all.ask(input("c"))];
    await turn();
    all.changed(change("a", "running"));
    expect(shown()).toEqual(["a?"]);
    all.changed(change("b", "stopped"));
    expect(await two).toEqual({ text: null });
    all.changed(change("a", "stopped"));
    expect(await one).toEqual({ text: null });
    await turn();
    expect(shown()).toEqual(["c?"]);
    all.forget();
    expect(await three).toEqual({ text: null });
  });

  it("wait until nobody types, and are not shown if they are withdrawn meanwhile", async () => {
    let calm = (): void => undefined;
    const all = questions(new Promise((resolve) => (calm = resolve)));
    const one = all.ask(input("a"));
    await turn();
    expect(shown()).toEqual([]);
    all.forget();
    calm();
    await turn();
    expect(shown()).toEqual([]);
    expect(await one).toEqual({ text: null });
  });

  it("are not answered by the Enter that ends a composition, nor by one that is held down", async () => {
    const all = questions();
    const one = all.ask(input("a"));
    await turn();
    field().dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true }));
    field().dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", repeat: true }));
    expect(shown()).toEqual(["a?"]);
    enter("");
    expect(await one).toEqual({ text: "" });
  });
});
