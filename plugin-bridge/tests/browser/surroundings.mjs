// Where the plugin stands: reading view, pop-out windows, other directions of writing, settings, lists, phones.
import assert from "node:assert/strict";

const CALLOUT = `# Reading

Of $a$ nothing is known. Twice: $$ 2 * 2 = 4 $$ and $$ 2 * 3 = 7 $$ and $$ 1 + 1 = A $$.

> [!note] Two blocks
> \`\`\`python run
> print first
> \`\`\`
>
> \`\`\`python run
> print second
> \`\`\`

\`\`\`\`ad-example
\`\`\`python run
print first
\`\`\`

\`\`\`python run
print third
\`\`\`
\`\`\`\`

The end.
`;
const pre = (code) => `<pre><code class="language-python">${code}\n</code></pre>`;
const count = (text, part) => text.split(part).length - 1;

export const scenarios = {
  async "the reading view shows signs after formulas, and their reasons by the keyboard"(harness) {
    const scene = await harness.scene({ text: CALLOUT, stored: { uncheckedMarks: true } });
    await scene.ready();
    await scene.page.waitForSelector(".vr-mark-verified");
    const math = (tex) => `<span class="math math-block">${tex}</span>`;
    const html = `<p>Of ${math("a")} nothing. Twice: ${math("2*2=4")} and ${math("2*3=7")} and ${math("1+1=A")}.</p>`;
    await scene.page.evaluate(([given]) => window.vrRead(given, window.file.path, [[2, 2]]), [html]);
    assert.equal(await scene.page.textContent(".reading p"), "Of a nothing. Twice: 2*2=4✓ and 2*3=7✗ and 1+1=A?.");
    await scene.page.locator(".reading .vr-mark-refuted").focus();
    await scene.page.keyboard.press("Enter");
    assert.match(await scene.page.textContent(".reading .vr-words"), /Wrong: says 7, is 6\nRead as: .*\nSays: 7\nIs: 6/s);
    assert.equal(await scene.page.getAttribute(".reading .vr-mark-refuted", "aria-expanded"), "true");
    await scene.page.keyboard.press("Enter");
    assert.equal(await scene.page.locator(".reading .vr-words").count(), 0);
    assert.match(await scene.page.getAttribute(".reading .vr-mark-unchecked", "title"), /What to do: add `% let A: n n`/);
    await scene.replace("= 7", "= 6");
    await scene.until(() => document.querySelectorAll(".reading .vr-mark-verified").length === 2, null, "the signs follow");
    return scene;
  },

  async "a section that reads otherwise than it was drawn has no signs"(harness) {
    const scene = await harness.scene({ text: CALLOUT });
    await scene.ready();
    await scene.page.waitForSelector(".vr-mark-verified");
    await scene.page.evaluate(() => window.vrRead('<p><span class="math">2*2=4</span></p>', window.file.path, [[2, 2]]));
    assert.equal(await scene.page.locator(".reading .vr-mark").count(), 0);
    await scene.page.evaluate(() => window.vrRead('<p><span class="math">2*2=4</span></p>', window.file.path));
    assert.equal(await scene.page.locator(".reading .vr-mark").count(), 0, "nor has one whose lines aren't known");
    return scene;
  },

  async "each block of a callout and of an ad-block has its own button, in the editor and in the reading view"(harness) {
    const scene = await harness.scene({ text: CALLOUT });
    await scene.ready();
    assert.equal(await scene.page.locator(".cm-editor .vr-run").count(), 4);
    const html = `<div class="callout">${pre("print first")}${pre("print second")}</div><div class="ad">${pre("print first")}${pre("print third")}</div>`;
    await scene.page.evaluate(([given]) => window.vrRead(given, window.file.path), [html]);
    const buttons = scene.page.locator(".reading .vr-run");
    assert.equal(await buttons.count(), 4);
    const names = await buttons.evaluateAll((all) => all.map((each) => each.getAttribute("aria-label")));
    assert.deepEqual(names, ["Run block 1", "Run block 2", "Run block 3", "Run block 4"], "equal blocks go by their place");
    await buttons.nth(1).click();
    await scene.untilText("> ~~~output\n> second\n> ~~~\n> <!-- vr:end -->\n\n````ad-example");
    return scene;
  },

  async "in a window of its own it works as in the first one"(harness) {
    const scene = await harness.scene({ text: CALLOUT, popout: true });
    await scene.ready();
    const frame = scene.page.frameLocator("iframe");
    await frame.getByRole("button", { name: "Run block 2" }).click();
    await scene.untilText("> ~~~output\n> second");
    await frame.locator(".vr-state-ok").waitFor();
    await frame.locator(".cm-content").click();
    await scene.page.keyboard.type("x");
    assert.ok((await scene.text()).includes("x"));
    await frame.locator(".vr-refuted").hover();
    await frame.locator(".cm-tooltip .vr-verdict").waitFor();
    return scene;
  },

  async "in a note written from right to left the toolbar stands at the line's end, in one piece"(harness) {
    const text = "# ملاحظة\n\nضرب: $$ 2 * 2 = 4 $$\n\n```python run\nprint سلام\nsleep 800\n```\n";
    const scene = await harness.scene({ text });
    await scene.ready();
    await scene.page.evaluate(() => (window.editor.contentDOM.dir = "rtl"));
    await scene.button("Run block 1").click();
    await scene.page.waitForSelector(".vr-output pre:has-text('سلام')");
    const box = (selector) => scene.page.locator(selector).first().boundingBox();
    const [toolbar, line] = [await box(".vr-toolbar"), await box(".cm-content")];
    assert.ok(toolbar.x + toolbar.width < line.x + line.width - 40, "left of the fence's words");
    const [button, state] = [await box(".vr-run"), await box(".vr-state")];
    assert.ok(button.x > state.x, "the button comes first, as one reads");
    await scene.shot("right-to-left");
    await scene.page.waitForSelector(".vr-state-ok");
    return scene;
  },

  async "who wants no motion sees none"(harness) {
    const scene = await harness.scene({ text: CALLOUT.replace("print first", "sleep 3000") });
    await scene.ready();
    await scene.button("Run block 1").click();
    await scene.page.waitForSelector(".vr-state-running");
    const motion = () => scene.page.evaluate(() => getComputedStyle(document.querySelector(".vr-state-running .vr-icon")).animationName);
    assert.equal(await motion(), "none");
    await scene.page.emulateMedia({ reducedMotion: "no-preference" });
    assert.equal(await motion(), "vr-turn");
    return scene;
  },

  async "the list of runs tells blocks by number, and stops them"(harness) {
    const scene = await harness.scene({ text: CALLOUT.replace("print second", "sleep 20000") });
    await scene.ready();
    await scene.button("Run block 2").click();
    await scene.page.waitForSelector(".vr-state-running");
    await scene.until(() => document.querySelector(".status-bar").textContent === "Running 1 of 1", null, "the status line counts");
    await scene.page.click(".vr-status");
    await scene.page.waitForSelector(".modal .vr-row");
    assert.match(await scene.page.textContent(".modal"), /notes\/demo \(1\)\.md.*Block 2: running, (< )?\d\.\d s.*Stop/);
    await scene.page.click(".modal .vr-row");
    await scene.page.waitForSelector(".vr-state-stopped");
    assert.equal(await scene.page.locator(".modal").count(), 0);
    await scene.command("show-log");
    assert.match(await scene.page.textContent(".vr-log"), /starting .*vault-run 9\.9\.9/);
    return scene;
  },

  async "a block that was at work when the backend fell says so, also once another backend is there"(harness) {
    const scene = await harness.scene({ text: CALLOUT.replace("print second", "die") });
    await scene.ready();
    await scene.button("Run block 2").click();
    await scene.page.waitForSelector(".vr-state-failed");
    assert.match(await scene.page.getAttribute(".vr-state-failed", "title"), /backend stopped while this block ran/);
    await scene.page.waitForSelector('[aria-label="Run block 2, failed"]');
    assert.equal(await scene.page.locator(".vr-state-failed").count(), 1);
    assert.equal(await scene.text(), CALLOUT.replace("print second", "die"));
    return scene;
  },

  async "the settings' tab changes what is seen at once"(harness) {
    const scene = await harness.scene({ text: CALLOUT });
    await scene.ready();
    await scene.page.waitForSelector(".vr-mark-verified");
    await scene.page.evaluate(() => {
      window.plugin.tabs[0].update();
      document.querySelector(".reading").append(window.plugin.tabs[0].containerEl);
    });
    const row = (name) => scene.page.locator(".setting-item", { has: scene.page.getByText(name, { exact: true }) });
    await row("Show verified marks").locator("input").click();
    await scene.until(() => !document.querySelector(".vr-mark-verified"), null, "no ticks any more");
    await row("Show what could not be checked").locator("input").click();
    await scene.until(() => document.querySelector(".vr-mark-unchecked"), null, "question marks");
    await row("Buttons in the editor").locator("input").click();
    await scene.until(() => !document.querySelector(".cm-editor .vr-run"), null, "no buttons");
    assert.deepEqual(await scene.page.evaluate(() => Object.keys(window.app.stored).sort()), ["buttons", "checks", "handEdited", "start", "uncheckedMarks", "verifiedMarks"]);
    await row("Backend program").locator("input").fill("/nowhere/vault-run");
    await row("Backend program").locator("input").blur();
    await scene.until(() => document.querySelector(".status-bar").textContent === "Backend: not found", null, "the backend is looked for anew");
    return scene;
  },

  async "a note is checked when it is asked for, though nothing else is"(harness) {
    const scene = await harness.scene({ text: CALLOUT, stored: { checks: "asked" } });
    await scene.ready();
    await scene.page.waitForTimeout(300);
    assert.equal(await scene.page.locator(".vr-mark").count(), 0);
    await scene.command("check-note");
    await scene.page.waitForSelector(".vr-mark-verified");
    return scene;
  },

  async "on a phone it says once what it can't do, and does nothing"(harness) {
    const scene = await harness.scene({ text: CALLOUT, mobile: true });
    assert.deepEqual((await scene.notices()).map((words) => /desktop only.*stay readable/.test(words)), [true]);
    const made = await scene.page.evaluate(() => [window.plugin.commands.length, window.plugin.extensions.length, window.plugin.tabs.length]);
    assert.deepEqual(made, [0, 0, 1]);
    assert.equal(scene.children.size, 0);
    return scene;
  },

  async "an output that a person keeps is not asked about again"(harness) {
    const scene = await harness.scene({ text: CALLOUT, stored: { handEdited: "keep" } });
    await scene.ready();
    await scene.button("Run block 2").click();
    await scene.untilText("> second\n> ~~~");
    await scene.page.waitForSelector(".vr-state-ok");
    await scene.replace("> second\n> ~~~", "> my second\n> ~~~");
    await scene.button("Run block 2").click();
    await scene.until(() => document.querySelector(".vr-announcer")?.textContent === "Block 2 is done", null, "it ran");
    await scene.page.waitForTimeout(200);
    assert.equal(count(await scene.text(), "my second"), 1);
    assert.equal(await scene.page.locator(".vr-refusal span").count(), 0);
    return scene;
  },
};
