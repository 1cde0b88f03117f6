// What the plugin says in one sitting is kept in `protocol/transcripts`; `VAULT_RUNNER_REGEN=1` writes it anew.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";

const KEPT = new URL("../../../protocol/transcripts/the-plugin.json", import.meta.url);
const NOTE = '# A note 𝒳\n\n$$ 2 * 3 = 6 $$\n\n```python run\nask "Who?"\n```\n\nThe end.\n';

/** A transcript in which nothing depends on the machine, the moment or the process. */
function plain(said, root) {
  const text = JSON.stringify(said, null, 1)
    .replaceAll(encodeURI(`file://${root}`), "file:///vault")
    .replaceAll(root, "/vault")
    .replace(/"(elapsed|predicted)": [\d.]+/g, '"$1": 0.5');
  return JSON.parse(text);
}

/** By kind, each in its order: both directions meet by chance. Numbers of questions are no news. */
function byKind(said) {
  const kinds = {};
  const asked = new Map(said.filter(({ message }) => message.method).map(({ from, message }) => [`${from} ${message.id}`, message.method]));
  for (const { from, message } of said.filter(({ from }) => from === "client")) {
    const kind = message.method ?? `answer to ${asked.get(`server ${message.id}`)}`;
    (kinds[kind] ??= []).push({ ...message, id: 0 });
  }
  return kinds;
}

export const scenarios = {
  async "what the plugin says in a sitting is what is kept"(harness) {
    const scene = await harness.scene({ text: NOTE });
    await scene.ready();
    await scene.page.waitForSelector(".vr-mark-verified");
    await scene.button("Run block 1").click();
    await scene.page.waitForSelector(".modal .vr-answer");
    await scene.page.keyboard.type("Ada");
    await scene.page.keyboard.press("Enter");
    await scene.untilText("answered Ada\n");
    await scene.page.waitForSelector(".vr-state-ok");
    await scene.page.waitForTimeout(300);
    await scene.command("show-runs");
    await scene.page.waitForSelector(".modal");
    await scene.page.keyboard.press("Escape");
    await scene.command("clear-outputs");
    await scene.command("restart-session");
    await scene.command("stop-running");
    await scene.page.evaluate(() => {
      window.file.path = "notes/renamed.md";
      window.app.vault.trigger("rename", window.file, "notes/demo (1).md");
    });
    await scene.page.waitForTimeout(300);
    await scene.command("stop-backend");
    await scene.until(() => document.querySelector(".status-bar").textContent.includes("not running"), null, "it ended");
    const said = plain(scene.conversations.at(-1), scene.root);
    if (process.env.VAULT_RUNNER_REGEN) writeFileSync(KEPT, `${JSON.stringify(said, null, 1)}\n`);
    assert.deepEqual(byKind(said), byKind(JSON.parse(readFileSync(KEPT, "utf8"))));
    return scene;
  },
};
