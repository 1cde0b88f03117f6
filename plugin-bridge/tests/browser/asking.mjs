// Blocks that ask: a dialog with the question, and what becomes of every way to leave it.
import assert from "node:assert/strict";

const note = (...lines) => `# Asking\n\n\`\`\`python run\n${lines.join("\n")}\n\`\`\`\n\nThe end.\n`;
const BIDI = "Name\u202E? \u2066<img src=x onerror=alert(1)>\u2069 **bold** \u001B[31mred";

async function asked(harness, text, given = {}) {
  const scene = await harness.scene({ text, ...given });
  await scene.ready();
  await scene.button("Run block 1").click();
  await scene.page.waitForSelector(".modal .vr-answer");
  return scene;
}

export const scenarios = {
  async "a block asks: Enter answers, and the next question comes after it"(harness) {
    const scene = await asked(harness, note('ask "Who?"', 'secret "Which word?"'));
    assert.match(await scene.page.textContent(".modal"), /Block 1 of notes\/demo \(1\)\.md.*Who\?.*goes to the code/s);
    assert.equal(await scene.page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Who?");
    await scene.page.keyboard.type("Ada");
    await scene.shot("asks");
    await scene.page.keyboard.press("Enter");
    await scene.page.waitForSelector(".modal .vr-answer[type=password]");
    assert.equal(await scene.page.locator(".modal").count(), 1);
    await scene.page.keyboard.type("secret");
    await scene.page.keyboard.press("Enter");
    await scene.untilText("answered Ada\nanswered 6\n");
    assert.equal(await scene.page.locator(".modal").count(), 0);
    return scene;
  },

  async "an empty answer is an answer; Escape and the other button give none"(harness) {
    const scene = await asked(harness, note('ask ""'));
    await scene.page.keyboard.press("Enter");
    await scene.untilText("answered nothing\n");
    for (const leave of [() => scene.page.keyboard.press("Escape"), () => scene.button("No answer").click()]) {
      await scene.button("Run block 1").click();
      await scene.page.waitForSelector(".modal .vr-answer");
      await scene.page.keyboard.type("half a");
      await leave();
      await scene.page.waitForSelector(".vr-state-failed");
      assert.ok((await scene.text()).includes("EOFError: not answered"));
      assert.ok(!(await scene.text()).includes("half a"));
    }
    return scene;
  },

  async "a run that is stopped takes its question along, and so does a backend that falls"(harness) {
    const scene = await asked(harness, note('ask "Who?"'));
    await scene.command("stop-running");
    await scene.page.waitForSelector(".vr-state-stopped");
    assert.equal(await scene.page.locator(".modal").count(), 0);
    await scene.button("Run block 1").click();
    await scene.page.waitForSelector(".modal .vr-answer");
    [...scene.children.values()].at(-1).kill("SIGKILL");
    await scene.until(() => !document.querySelector(".modal"), null, "the question goes");
    await scene.page.waitForSelector(".vr-state-failed");
    return scene;
  },

  async "what a block asks is shown as text, and its marks that nobody sees are named"(harness) {
    const scene = await asked(harness, note(`ask ${JSON.stringify(BIDI)}`));
    assert.equal(await scene.page.textContent(".vr-prompt"), "Name⟨U+202E⟩? ⟨U+2066⟩<img src=x onerror=alert(1)>⟨U+2069⟩ **bold** red");
    assert.equal(await scene.page.locator(".vr-prompt *").count(), 0, "no element comes of it");
    await scene.page.keyboard.press("Escape");
    return scene;
  },

  async "a question waits until nobody types, so no letter goes astray"(harness) {
    const scene = await harness.scene({ text: note("sleep 500", 'ask "Who?"') });
    await scene.ready();
    const letters = "abcdefghijklmnopqrstuvwxyz".repeat(2);
    await scene.button("Run block 1").click();
    await scene.cursor("The end.");
    await scene.page.keyboard.type(letters, { delay: 40 });
    assert.ok((await scene.text()).includes(`The end.${letters}\n`));
    await scene.page.waitForSelector(".modal .vr-answer");
    assert.equal(await scene.page.inputValue(".vr-answer"), "");
    await scene.page.keyboard.type("Ada");
    await scene.page.keyboard.press("Enter");
    await scene.untilText("answered Ada\n");
    return scene;
  },
};
