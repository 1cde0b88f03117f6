import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vault-runner-mirror-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const assemble = (): unknown => execFileSync(process.execPath, [join(root, "scripts/mirror.mjs"), folder], { stdio: "pipe" });

describe("the mirror for the community's list", () => {
  it("builds, from itself alone, the very bytes that are released", () => {
    assemble();
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    execFileSync("npm", ["run", "--silent", "build"], { cwd: folder, stdio: "pipe" });
    execFileSync(process.execPath, [join(root, "scripts/build.mjs"), join(folder, "ours.js")]);
    expect(readFileSync(join(folder, "main.js"), "utf8")).toBe(readFileSync(join(folder, "ours.js"), "utf8"));
  }, 120_000);

  it("has at its root what the list reads, and leads nowhere outside", () => {
    assemble();
    for (const name of ["manifest.json", "versions.json", "README.md", "LICENSE", "styles.css", ".github/workflows/obsidian.yml"]) {
      expect(existsSync(join(folder, name)), name).toBe(true);
    }
    const readme = readFileSync(join(folder, "README.md"), "utf8");
    expect(readme).not.toContain("](../");
    expect(readme).toMatch(/starts one program.*uses no network.*no telemetry/s);
    const scripts = (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { scripts: object }).scripts;
    expect(Object.keys(scripts)).toEqual(["build", "typecheck", "lint"]);
    expect(readdirSync(folder)).not.toContain("tests");
  });

  it("writes over nothing", () => {
    writeFileSync(join(folder, "mine.txt"), "mine");
    expect(assemble).toThrow(/isn't empty: mine\.txt/);
    expect(readdirSync(folder)).toEqual(["mine.txt"]);
  });
});
