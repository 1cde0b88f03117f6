// The same plugin with the real backend: `VAULT_RUNNER_BACKEND=/path/to/vault-run npm run browser`.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const NOTE = `# Real

The product $$ 2 \\cdot 3 = 6 $$ holds, and $$ 2 \\cdot 3 = 7 $$ does not.

\`\`\`python run
import time
print("one")
time.sleep(0.3)
print("two")
\`\`\`

> [!note] In a callout
> \`\`\`python run
> 6 * 7
> \`\`\`

The end.
`;
const OUTPUT = "~~~output\none\ntwo\n~~~";
const count = (text, part) => text.split(part).length - 1;

async function open(harness, more = {}) {
  const root = path.join(harness.folder, "My vault ü");
  mkdirSync(path.join(root, "notes"), { recursive: true });
  mkdirSync(path.join(root, ".obsidian"), { recursive: true });
  writeFileSync(path.join(root, "notes", "demo (1).md"), NOTE);
  const env = { XDG_STATE_HOME: harness.folder, XDG_CACHE_HOME: harness.folder, XDG_DATA_HOME: harness.folder, XDG_CONFIG_HOME: harness.folder };
  const scene = await harness.scene({ text: NOTE, env, ...more });
  await scene.ready();
  return scene;
}

export const scenarios = {
  async "real: verdicts come, a block runs, its output is placed, one undo takes it away"(harness) {
    const scene = await open(harness);
    await scene.until(() => document.querySelector(".status-bar").textContent.includes("1 ✓"), null, "verdicts", 30_000);
    const signed = await scene.page.locator(".cm-line:has(.vr-mark)").first().textContent();
    assert.match(signed, /= 6 \$\$✓ holds, and .* = 7 \$\$[?✗] does not/, "signs stand behind the formulas");
    await scene.button("Run block 1").click();
    await scene.untilText(OUTPUT, 30_000);
    const placed = await scene.text();
    await scene.button("Run block 2").click();
    await scene.untilText("> 42\n", 30_000);
    await scene.page.evaluate(() => window.undo(window.editor));
    assert.equal(await scene.text(), placed);
    await scene.page.hover(".vr-refuted, .vr-doubted");
    await scene.page.waitForSelector(".cm-tooltip .vr-verdict");
    await scene.shot("real");
    return scene;
  },

  async "real: typing while a block runs loses no letter"(harness) {
    const scene = await open(harness);
    await scene.button("Run block 1").click();
    await scene.untilText(OUTPUT, 30_000);
    const letters = "abcdefghij".repeat(10);
    await scene.page.evaluate(() => {
      setInterval(() => document.querySelector('[aria-label^="Run block 1"]')?.click(), 200);
    });
    await scene.cursor("The end.");
    await scene.page.keyboard.type(letters, { delay: 50 });
    assert.ok((await scene.text()).includes(`The end.${letters}\n`));
    assert.equal(count(await scene.text(), "<!-- vr:out"), 1);
    return scene;
  },

  async "real: nothing runs without trust"(harness) {
    const scene = await open(harness, { local: { trustedRoot: "" } });
    await scene.until(() => document.querySelector(".vr-state-untrusted"), null, "untrusted", 30_000);
    await scene.button("Run block 1").click();
    await scene.button("Not now").click();
    assert.ok(!(await scene.text()).includes("~~~output"));
    return scene;
  },
};
