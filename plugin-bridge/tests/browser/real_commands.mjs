// Every command with the real backend, one after the other; and typing without pause over the second connection.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { listening, NOTE as SHORT, open } from "./real.mjs";

const NOTE = `# Commands

Wrong: $$ 2 \\cdot 3 = 7 $$ and $$ 2 + 2 = 5 $$.

\`\`\`python run
x = 1
print("first", x)
\`\`\`

\`\`\`python run
x = x + 1
print("second", x)
\`\`\`

\`\`\`python run
print("third", x)
\`\`\`
`;
const OTHER = "```python run\nprint('of the other note')\n```\n";
const count = (text, part) => text.split(part).length - 1;

async function idle(scene) {
  await scene.until(() => !document.querySelector(".vr-state-running, .vr-state-queued"), null, "nothing runs", 40_000);
}

const here = (scene) => scene.page.evaluate(() => window.editor.state.doc.lineAt(window.editor.state.selection.main.head).text);
const said = (scene, words) => scene.until((given) => window.notices.some((each) => each.includes(given)), words, `it says ${words}`, 20_000);

export const scenarios = {
  async "real: each command that runs does what its name says, and no more"(harness) {
    const scene = await open(harness, { text: NOTE });
    const outputs = async () => [...(await scene.text()).matchAll(/~~~output\n(.*)\n~~~/g)].map((found) => found[1]);
    await scene.cursor("print(\"third\"");
    await scene.command("run-above");
    await scene.untilText("second 2\n~~~", 30_000);
    await idle(scene);
    assert.deepEqual(await outputs(), ["first 1", "second 2"]);
    await scene.cursor("x = x + 1");
    await scene.command("run-from-here");
    await scene.untilText("third 2\n~~~", 30_000);
    await idle(scene);
    await scene.command("clear-outputs");
    await scene.until(() => !window.editor.state.doc.toString().includes("vr:out"), null, "all outputs are gone", 20_000);
    assert.equal(await scene.text(), NOTE);
    await scene.cursor("x = 1");
    await scene.command("run-block");
    await scene.untilText("first 1\n~~~", 30_000);
    await idle(scene);
    assert.deepEqual(await outputs(), ["first 1"]);
    await scene.command("run-block-and-advance");
    assert.equal(await here(scene), "x = x + 1", "the cursor stands in the next block");
    await idle(scene);
    await scene.command("run-note");
    await scene.untilText("third 2\n~~~", 30_000);
    await idle(scene);
    await scene.replace('print("third", x)', 'print("3rd", x)');
    await scene.until(() => document.querySelectorAll(".vr-state-out-of-date").length === 1, null, "one block is out of date", 20_000);
    await scene.command("run-out-of-date");
    await scene.untilText("3rd 2\n~~~", 30_000);
    await idle(scene);
    assert.deepEqual(await outputs(), ["first 1", "second 2", "3rd 2"]);
    await scene.command("restart-session");
    await scene.command("run-note");
    await scene.until(() => [...document.querySelectorAll(".vr-state-ok")].filter((each) => /\d s$/.test(each.textContent)).length === 3, null, "after a restart all of it runs, nothing is from the cache", 40_000);
    await scene.cursor('print("3rd"');
    await scene.command("mark-not-runnable");
    await scene.untilText("```python run norun\nprint(\"3rd\"");
    await scene.until(() => document.querySelectorAll(".vr-run").length === 2, null, "its button goes", 20_000);
    return scene;
  },

  async "real: the commands about findings, trust and the backend do what their names say"(harness) {
    const scene = await open(harness, { text: NOTE, files: { "notes/other.md": OTHER } });
    await scene.until(() => document.querySelector(".status-bar").textContent.includes("✗"), null, "verdicts", 30_000);
    const shown = () => scene.page.evaluate(() => window.editor.state.sliceDoc(window.editor.state.selection.main.head).slice(0, 7));
    await scene.command("next-finding");
    assert.equal(await shown(), "2 \\cdot");
    await scene.command("next-finding");
    assert.equal(await shown(), "2 + 2 =");
    await scene.command("previous-finding");
    assert.equal(await shown(), "2 \\cdot");
    await said(scene, "Finding 1 of 2: ");
    await scene.command("show-findings");
    assert.equal(await scene.page.locator(".modal .vr-row").count(), 2);
    await scene.page.locator(".modal .vr-row").nth(1).click();
    assert.equal(await shown(), "2 + 2 =", "a row leads to its place");
    await scene.command("show-runs");
    await scene.page.waitForSelector(".modal:has-text('Nothing is running.')");
    await scene.page.keyboard.press("Escape");
    await scene.command("stop-backend");
    await scene.until(() => document.querySelector(".status-bar").textContent.includes("not running"), null, "it ended", 20_000);
    await scene.command("start-backend");
    await scene.ready(40_000);
    await scene.command("restart-backend");
    await scene.until(() => !document.querySelector(".vr-status").getAttribute("aria-label").includes("vault-runner 0"), null, "it goes", 20_000);
    await scene.ready(40_000);
    assert.ok(scene.children.size >= 3, "each start is a program of its own");
    await scene.command("show-log");
    assert.match(await scene.page.textContent(".vr-log"), /starting .*\n[^]*starting /);
    await scene.page.keyboard.press("Escape");
    await scene.command("remove-trust");
    await said(scene, "no longer trusted on this device");
    await scene.page.waitForSelector(".vr-state-untrusted", { timeout: 20_000 });
    await scene.cursor("x = 1");
    await scene.command("run-note");
    await scene.button("Not now").click();
    assert.ok(!(await scene.text()).includes("vr:out"));
    await scene.command("trust-vault");
    await scene.button("Trust this vault").click();
    await scene.until(() => !document.querySelector(".vr-state-untrusted"), null, "it may run", 20_000);
    await scene.command("check-note");
    return scene;
  },

  async "real: over a connection, typing without pause while blocks run loses no letter, and no result is refused"(harness) {
    const root = path.join(harness.folder, "My vault ü");
    mkdirSync(root, { recursive: true });
    const { address, token, end } = await listening(harness, root);
    try {
      const scene = await open(harness, { local: { connection: "connect", address, token }, found: false });
      assert.equal(scene.children.size, 0, "no program is started");
      await scene.button("Run block 1").click();
      await scene.untilText("one\ntwo\n~~~", 30_000);
      const letters = "abcdefghijklmnopqrstuvwxyz".repeat(20);
      await scene.page.evaluate(() => {
        window.refused = 0;
        window.clicks = 0;
        window.running = setInterval(() => {
          const button = document.querySelector('[aria-label^="Run block 1"]');
          if (button) window.clicks++;
          button?.click();
          if (document.querySelector(".vr-refusal span")) window.refused++;
        }, 200);
      });
      await scene.cursor("The end.");
      await scene.page.keyboard.type(letters, { delay: 50 });
      await scene.page.evaluate(() => clearInterval(window.running));
      await idle(scene);
      assert.equal(await scene.text(), (await scene.text()).replace(/The end\.\w*/, `The end.${letters}`), "every letter, in its order");
      assert.equal(count(await scene.text(), "<!-- vr:out"), 1);
      assert.equal(await scene.page.evaluate(() => window.refused), 0, "no result is refused");
      const clicks = await scene.page.evaluate(() => window.clicks);
      assert.ok(clicks >= 5, `only ${clicks} runs`);
      assert.ok(SHORT.includes("The end."));
      await scene.close();
      return `${letters.length} keys at 50 ms, ${clicks} runs`;
    } finally {
      await end();
    }
  },
};
