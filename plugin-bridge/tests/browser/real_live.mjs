// The real backend, by itself and with questions.
import assert from "node:assert/strict";
import { open } from "./real.mjs";

const LIVE = `# Live

\`\`\`python run
x = 1
print("x is", x)
\`\`\`

\`\`\`python run
#| error: true
int("twelve")
\`\`\`
`;
const ASKS = `# Asks

\`\`\`python run
import getpass
name = input("Who\\u202e? <b>")
word = getpass.getpass("Word? ")
print("Hello", name, len(word))
\`\`\`
`;
const SLOW = `# Slow

\`\`\`python run
x = 1
print("x is", x)
\`\`\`

\`\`\`python run
import time
time.sleep(2.6)
print("slow", x)
\`\`\`
`;
const local = { live: true };

async function all(scene, count = 2) {
  await scene.command("run-note");
  await scene.until((wanted) => document.querySelectorAll(".vr-state-ok").length === wanted, count, "all ran", 60_000);
  await scene.until(() => !document.querySelector(".vr-state-running, .vr-state-queued"), null, "nothing runs", 30_000);
}

export const scenarios = {
  async "real: by itself an edit runs again, an announced failure is none, an error stays out of the note"(harness) {
    const scene = await open(harness, { text: LIVE, local });
    await all(scene);
    await scene.untilText("ValueError: invalid literal for int() with base 10: 'twelve'\n~~~", 20_000);
    assert.match(await scene.page.getAttribute(".vr-state-ok >> nth=1", "title"), /ended with ValueError, as it may/);
    await scene.replace("x = 1", "x = 2");
    await scene.untilText("x is 2\n~~~", 40_000);
    await scene.replace("twelve", "thirteen");
    await scene.untilText("base 10: 'thirteen'\n~~~", 40_000);
    assert.equal(await scene.page.locator(".vr-state-failed").count(), 0);
    await scene.replace('print("x is", x)', "print(1 / 0)");
    await scene.page.waitForSelector(".vr-output pre:has-text('ZeroDivisionError')", { timeout: 40_000 });
    assert.equal(await scene.page.textContent(".vr-fault"), "print(1 / 0)");
    assert.ok(!(await scene.text()).includes("ZeroDivisionError"));
    await scene.command("run-note");
    await scene.shot("real-live");
    return scene;
  },

  async "real: what would take long waits for a click, and what stands is not run again"(harness) {
    const scene = await open(harness, { text: SLOW, local });
    await all(scene);
    await scene.untilText("slow 1\n~~~", 20_000);
    await scene.command("run-note");
    await scene.until(() => document.querySelectorAll(".vr-state-ok[title*='not run again']").length === 2, null, "from the cache", 30_000);
    await scene.replace("x = 1", "x = 2");
    await scene.until(() => document.querySelector('[aria-label*="waits for a click: it would take about"]'), null, "it waits", 40_000);
    await scene.button("Run block 2").click();
    await scene.untilText("slow 2\n~~~", 40_000);
    return scene;
  },

  async "real: a block asks twice and is answered; one that is stopped takes its question along"(harness) {
    const scene = await open(harness, { text: ASKS });
    const answer = async (words) => {
      await scene.page.waitForSelector(".modal .vr-answer", { timeout: 30_000 });
      await scene.page.keyboard.type(words);
      await scene.page.keyboard.press("Enter");
    };
    await scene.button("Run block 1").click();
    await scene.page.waitForSelector(".modal .vr-answer", { timeout: 30_000 });
    assert.equal(await scene.page.textContent(".vr-prompt"), "Who⟨U+202E⟩? <b>");
    await answer("Ada");
    await scene.page.waitForSelector(".modal .vr-answer[type=password]", { timeout: 30_000 });
    await answer("secret");
    await scene.untilText("Hello Ada 6\n~~~", 30_000);
    assert.equal(await scene.page.locator(".modal").count(), 0);
    await scene.button("Run block 1").click();
    await scene.page.waitForSelector(".modal .vr-answer", { timeout: 30_000 });
    await scene.page.keyboard.press("Escape");
    await scene.page.waitForSelector(".vr-output pre:has-text('EOFError: input() was not answered')", { timeout: 30_000 });
    await scene.button("Run block 1").click();
    await scene.page.waitForSelector(".modal .vr-answer", { timeout: 30_000 });
    await scene.command("stop-running");
    await scene.page.waitForSelector(".vr-state-stopped", { timeout: 30_000 });
    assert.equal(await scene.page.locator(".modal").count(), 0);
    return scene;
  },
};
