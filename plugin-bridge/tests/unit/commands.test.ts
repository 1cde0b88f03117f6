// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { commands, type Deeds } from "../../src/commands";

const NAMES = [
  "Run current block", "Run current block and move on", "Run blocks above", "Run from here", "Run this note",
  "Run all notes in folder", "Run out-of-date blocks", "Stop running", "Restart session", "Clear outputs in this note",
  "Check this note", "Next finding", "Previous finding", "Show findings", "Mark block as not runnable", "Start backend",
  "Stop backend", "Restart backend", "Show log", "Trust this vault", "Remove trust",
];

describe("commands", () => {
  const none = { current: () => null } as unknown as Deeds;
  const all = commands(none);

  it("are all there, each under a name of its own", () => {
    const names = all.map((command) => command.name);
    expect(names).toEqual(expect.arrayContaining(NAMES));
    expect(new Set(all.map((command) => command.id)).size).toBe(all.length);
  });

  it("claim no keys, and say neither the plugin's name nor “command”", () => {
    for (const command of all) {
      expect(command.hotkeys).toBeUndefined();
      expect(`${command.id} ${command.name}`).not.toMatch(/vault.?runner|command/i);
      expect(command.name).toMatch(/^[A-Z][^A-Z]*$/);
    }
  });

  it("about a note can't be chosen without one", () => {
    for (const command of all.filter((each) => each.checkCallback)) expect(command.checkCallback?.(true)).toBe(false);
  });
});
