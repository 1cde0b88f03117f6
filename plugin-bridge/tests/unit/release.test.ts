import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (name: string): string => readFileSync(join(root, name), "utf8");
const json = (name: string): Record<string, never> => JSON.parse(read(name)) as Record<string, never>;

describe("what is released", () => {
  it("is the same, byte for byte, each time it is built", () => {
    const folder = mkdtempSync(join(tmpdir(), "vault-runner-build-"));
    try {
      const [one, two] = ["one.js", "two.js"].map((name) => {
        execFileSync(process.execPath, [join(root, "scripts/build.mjs"), join(folder, name)]);
        return readFileSync(join(folder, name), "utf8");
      });
      expect(one).toBe(two);
      expect(one).not.toContain(root);
      const asked = new Set([...(one ?? "").matchAll(/require\("([^"]+)"\)/g)].map((found) => found[1]));
      expect([...asked].sort()).toEqual(["@codemirror/commands", "@codemirror/lint", "@codemirror/state", "@codemirror/view", "child_process", "obsidian", "os"]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 30_000);

  it("has types that say what the protocol's schema says", () => {
    execFileSync(process.execPath, [join(root, "scripts/types.mjs"), "--check"]);
  }, 30_000);

  it("keeps the rules of the community's list", () => {
    const manifest = json("manifest.json") as unknown as Record<string, string | boolean>;
    expect(manifest).toMatchObject({ id: "vault-runner", minAppVersion: "1.13.0", isDesktopOnly: true });
    expect(String(manifest.description)).toMatch(/^[A-Z].{10,248}\.$/);
    expect(json("versions.json")[String(manifest.version)]).toBe(manifest.minAppVersion);
    expect(json("package.json").version).toBe(manifest.version);
    expect(read("LICENSE")).toBe(readFileSync(join(root, "../LICENSE"), "utf8"));
  });
});
