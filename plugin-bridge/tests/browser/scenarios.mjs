// What a person does in a note, and what must come of it. Each scenario has a page, a plugin and a backend of its own.
import assert from "node:assert/strict";

export const NOTE = `# A note 𝒳

Twice two: $$ 2 * 2 = 4 $$ and $$ 2 * 3 = 7 $$ and $$ 1 + 1 = A $$.

\`\`\`python run
print one
sleep 300
print two
\`\`\`

> [!note] In a callout
> \`\`\`python run
> print quoted
> \`\`\`

\`\`\`python run
fail here
\`\`\`

\`\`\`python
not tagged
\`\`\`

The end.
`;
const OUTPUT = "~~~output\none\ntwo\n~~~";
const count = (text, part) => text.split(part).length - 1;

export const scenarios = {
  async "a block is run: its output streams, is placed below it, and runs again without a second region"(harness) {
    const scene = await harness.scene({ text: NOTE });
    await scene.ready();
    await scene.button("Run block 1").click();
    await scene.page.waitForSelector(".vr-output pre:has-text('one')");
    assert.ok(!(await scene.text()).includes("~~~output"), "nothing is written while the block runs");
    assert.equal(await scene.button("Stop block 1").count(), 1);
    await scene.untilText(OUTPUT);
    await scene.until(() => document.querySelector(".vr-state-ok"), null, "the state is shown");
    await scene.button("Run block 1").click();
    await scene.until(() => document.querySelector(".vr-state-running"), null, "it runs again");
    await scene.until(() => document.querySelector(".vr-state-ok"), null, "it ends again");
    assert.equal(count(await scene.text(), "<!-- vr:out"), 1);
    assert.equal(await scene.page.locator(".vr-output").count(), 0, "the streaming output is gone");
    assert.equal(await scene.page.locator(".vr-run").count(), 3, "only tagged blocks have a button");
    return scene;
  },

  async "a block in a callout keeps its prefix, and a failing one shows its line"(harness) {
    const scene = await harness.scene({ text: NOTE });
    await scene.ready();
    await scene.button("Run block 2").click();
    await scene.untilText("> ~~~output\n> quoted\n> ~~~\n> <!-- vr:end -->\n\n```python run\nfail");
    await scene.button("Run block 3").click();
    await scene.page.waitForSelector(".vr-state-failed");
    assert.equal(await scene.page.textContent(".vr-fault"), "fail here");
    assert.match(await scene.page.textContent(".vr-announcer"), /Block 3 failed/);
    return scene;
  },

  async "typing without pause while blocks run loses no letter, and no result is refused"(harness) {
    const letters = Array.from({ length: 520 }, (_, n) => String.fromCharCode(97 + (n % 26))).join("");
    const text = NOTE.replace("sleep 300", "sleep 60\ncount") + "\nTyped: \n";
    const scene = await harness.scene({ text });
    await scene.ready();
    await scene.until(() => document.querySelectorAll(".vr-run").length === 3, null, "buttons");
    await scene.page.evaluate(() => {
      window.undoneByRuns = 0;
      window.placing = setInterval(() => {
        const button = document.querySelector('[aria-label^="Run block 1"]');
        if (button) button.click();
      }, 120);
    });
    await scene.cursor("Typed: ");
    await scene.page.keyboard.type(letters, { delay: 50 });
    await scene.page.evaluate(() => clearInterval(window.placing));
    await scene.until(() => !document.querySelector(".vr-state-running, .vr-state-queued"), null, "all runs end");
    const after = await scene.text();
    assert.ok(after.includes(`Typed: ${letters}\n`), `letters were lost: ${after.slice(after.indexOf("Typed:"))}`);
    const placed = count(scene.stderr, 'placed {"placed":true');
    assert.equal(count(scene.stderr, '"placed":false'), 0, "no result is refused");
    assert.ok(placed >= 20, `only ${placed} results were placed`);
    assert.equal(count(after, "<!-- vr:out"), 1);
    return `${letters.length} keys at 50 ms, ${placed} results placed`;
  },

  async "one undo removes exactly one write, and typing stays"(harness) {
    const scene = await harness.scene({ text: NOTE });
    await scene.ready();
    await scene.cursor("The end.");
    await scene.page.keyboard.type("before");
    await scene.button("Run block 1").click();
    await scene.untilText(OUTPUT);
    const placed = await scene.text();
    await scene.cursor("The end.before");
    await scene.page.keyboard.type("after");
    const undo = () => scene.page.evaluate(() => window.undo(window.editor));
    await undo();
    assert.equal(await scene.text(), placed, "the first undo takes the typing after it");
    await undo();
    assert.equal(await scene.text(), NOTE.replace("The end.", "The end.before"), "the second takes the write alone");
    return scene;
  },

  async "an output that was edited by hand is left alone until the person says otherwise"(harness) {
    const scene = await harness.scene({ text: NOTE });
    await scene.ready();
    await scene.button("Run block 1").click();
    await scene.untilText(OUTPUT);
    await scene.page.waitForSelector(".vr-state-ok");
    await scene.replace("one\ntwo\n~~~", "one\ntwo, and my own words\n~~~");
    await scene.button("Run block 1").click();
    await scene.page.waitForSelector(".vr-refusal:has-text('edited by hand')");
    assert.ok((await scene.text()).includes("my own words"));
    await scene.until(() => /^Block 1\. .*edited by hand/.test(document.querySelector(".vr-announcer").textContent), null, "who doesn't see it hears it");
    await scene.shot("edited-by-hand");
    await scene.button("Replace it").click();
    await scene.untilText(OUTPUT);
    assert.ok(!(await scene.text()).includes("my own words"));
    assert.equal(await scene.page.locator(".vr-output").count(), 0);
    return scene;
  },

  async "a block that is edited while it runs is out of date, and nothing is written"(harness) {
    const scene = await harness.scene({ text: NOTE });
    await scene.ready();
    await scene.button("Run block 1").click();
    await scene.page.waitForSelector(".vr-state-running");
    await scene.replace("print two", "print three");
    await scene.page.waitForSelector(".vr-refusal:has-text('changed while it ran')");
    assert.ok(!(await scene.text()).includes("~~~output"));
    await scene.until(() => document.querySelector(".vr-state-out-of-date"), null, "out of date");
    await scene.button("Insert anyway").click();
    await scene.untilText(OUTPUT);
    await scene.button("Run block 1").click();
    await scene.untilText("one\nthree\n~~~");
    await scene.page.waitForSelector(".vr-state-ok");
    assert.equal(await scene.page.locator(".vr-refusal span").count(), 0);
    return scene;
  },

  async "an edit after the run marks the output as out of date at once"(harness) {
    const scene = await harness.scene({ text: NOTE });
    await scene.ready();
    await scene.button("Run block 1").click();
    await scene.page.waitForSelector(".vr-state-ok");
    await scene.replace("print two", "print 2");
    assert.equal(await scene.page.locator(".vr-state-out-of-date").count(), 1);
    return scene;
  },

  async "verdicts stand beside their statements; the wrong one tells why"(harness) {
    const scene = await harness.scene({ text: NOTE });
    await scene.ready();
    await scene.page.waitForSelector(".vr-mark-verified");
    const order = await scene.page.locator(".cm-line:has(.vr-mark)").first().textContent();
    assert.match(order, /= 4 \$\$✓ and .*= 7 \$\$✗ and .*= A \$\$\./);
    await scene.page.hover(".vr-refuted");
    await scene.page.waitForSelector(".cm-tooltip .vr-verdict");
    assert.match(await scene.page.textContent(".cm-tooltip"), /Wrong: says 7, is 6.*Says7Is6/);
    await scene.until(() => document.querySelector(".status-bar").textContent.includes("1 ✓ 1 ✗"), null, "the status line counts");
    await scene.command("next-finding");
    assert.equal(await scene.page.evaluate(() => window.editor.state.sliceDoc(window.editor.state.selection.main.head).slice(0, 12)), "$$ 2 * 3 = 7");
    await scene.replace("= 7", "= 6");
    assert.equal(await scene.page.locator(".vr-mark-refuted").count(), 0, "of an edited statement nothing is said");
    await scene.until(() => document.querySelectorAll(".vr-mark-verified").length === 2, null, "the new verdict comes");
    await scene.command("show-findings");
    assert.match(await scene.page.textContent(".modal"), /No findings/);
    return scene;
  },

  async "nothing runs in a vault that is not trusted, and only a click changes that"(harness) {
    const scene = await harness.scene({ text: NOTE, env: { FAKE_UNTRUSTED: "1" } });
    await scene.ready();
    await scene.page.waitForSelector(".vr-state-untrusted");
    assert.equal(await scene.page.locator(".vr-mark-verified").count(), 1, "statements are checked without trust");
    await scene.button("Run block 1").click();
    await scene.page.waitForSelector(".modal");
    assert.match(await scene.page.textContent(".modal"), /2 blocks.*numpy.*helper\.py.*0123456789abcdef/s, "it says what would run");
    await scene.shot("trust");
    await scene.page.keyboard.press("Escape");
    await scene.until(() => window.notices.some((words) => words.includes("not trusted")), null, "it says so");
    assert.ok(!(await scene.text()).includes("~~~output"));
    await scene.button("Run block 1").click();
    await scene.button("Trust this vault").click();
    await scene.untilText(OUTPUT);
    assert.equal(await scene.page.evaluate(() => window.app.stored), null, "the synced file holds nothing of it");
    return scene;
  },

  async "without a backend the note is readable and one line says so"(harness) {
    const scene = await harness.scene({ text: NOTE, found: false });
    await scene.until(() => document.querySelector(".status-bar").textContent === "Backend: not found", null, "said in the status line");
    assert.deepEqual(await scene.notices(), [], "no notice comes by itself");
    assert.equal(await scene.button("Start backend and run block 1").count(), 1);
      await scene.button("Start backend and run block 1").click();
    await scene.until(() => window.notices.some((words) => words.includes("not found")), null, "a click is answered");
    assert.equal(await scene.text(), NOTE);
    return scene;
  },

  async "a backend of another protocol is named, and not started again and again"(harness) {
    const scene = await harness.scene({ text: NOTE, env: { FAKE_MODE: "mismatch" } });
    await scene.until(() => document.querySelector(".status-bar").textContent.includes("needs an update"), null, "said in the status line");
    const label = await scene.page.getAttribute(".vr-status", "aria-label");
    assert.match(label, /needs protocol 1, the backend offers 2\. Update the plugin\./);
    await scene.page.waitForTimeout(1300);
    assert.equal(scene.children.size, 2, "asked for its version, started once");
    return scene;
  },

  async "a backend that dies while a block runs is started again, and the note is whole"(harness) {
    const scene = await harness.scene({ text: NOTE.replace("print two", "die") });
    await scene.ready();
    await scene.button("Run block 2").click();
    await scene.untilText("> quoted\n> ~~~");
    const before = await scene.text();
    await scene.button("Run block 1").click();
    await scene.until(() => document.querySelector(".status-bar").textContent.includes("starting again"), null, "it says what happens");
    await scene.ready();
    assert.equal(await scene.text(), before, "results that were placed stay");
    await scene.button("Run block 2").click();
    await scene.page.waitForSelector(".vr-state-ok");
    return scene;
  },

  async "a running block is stopped"(harness) {
    const scene = await harness.scene({ text: NOTE.replace("sleep 300", "sleep 20000") });
    await scene.ready();
    await scene.button("Run block 1").click();
    await scene.page.waitForSelector(".vr-state-running");
    await scene.button("Stop block 1").click();
    await scene.page.waitForSelector(".vr-state-stopped");
    assert.equal(await scene.page.textContent(".vr-announcer"), "Block 1 was stopped");
    return scene;
  },

  async "a note that is closed while its block runs is written through the vault, newlines and all"(harness) {
    const scene = await harness.scene({ text: NOTE });
    await scene.ready();
    await scene.page.evaluate(() => window.files.set(window.file.path, window.editor.state.doc.toString().replaceAll("\n", "\r\n")));
    await scene.button("Run block 1").click();
    await scene.page.waitForSelector(".vr-state-running");
    await scene.page.evaluate(() => window.editor.destroy());
    await scene.until(() => window.files.get(window.file.path).includes("~~~output\r\none\r\ntwo\r\n~~~\r\n"), null, "the file is written");
    const written = await scene.page.evaluate(() => window.files.get(window.file.path));
    assert.ok(!/[^\r]\n/.test(written), "each newline is the file's own");
    return scene;
  },

  async "two panes show one note: a result is written once"(harness) {
    const scene = await harness.scene({ text: NOTE, panes: 2 });
    await scene.ready();
    await scene.button("Run block 1").first().click();
    await scene.untilText(OUTPUT);
    const texts = await scene.page.evaluate(() => window.editors.map((editor) => editor.state.doc.toString()));
    assert.equal(texts[0], texts[1]);
    assert.equal(count(texts[0], "<!-- vr:out"), 1);
    await scene.page.locator(".cm-content").nth(1).click();
    await scene.page.keyboard.type("x");
    await scene.button("Run block 2").nth(1).click();
    await scene.untilText("> quoted\n> ~~~");
    assert.equal(count(await scene.text(), "<!-- vr:out"), 2);
    return scene;
  },

  async "a renamed note goes on under its new name"(harness) {
    const scene = await harness.scene({ text: NOTE });
    await scene.ready();
    await scene.page.evaluate(() => {
      window.file.path = "notes/renamed.md";
      window.app.vault.trigger("rename", window.file, "notes/demo (1).md");
    });
    await scene.button("Run block 1").click();
    await scene.untilText(OUTPUT);
    return scene;
  },

  async "the reading view has buttons, also for the block in a callout"(harness) {
    const scene = await harness.scene({ text: NOTE });
    await scene.ready();
    await scene.page.evaluate(() =>
      window.vrRead(
        '<div><pre><code class="language-python">print one\nsleep 300\nprint two\n</code></pre></div>' +
          '<div class="callout"><pre><code class="language-python">print quoted\n</code></pre></div>' +
          '<div><pre><code class="language-python">not tagged\n</code></pre></div>',
        window.file.path,
      ),
    );
    assert.equal(await scene.page.locator(".reading .vr-run").count(), 2);
    await scene.page.locator(".reading .vr-run").nth(1).click();
    await scene.untilText("> quoted\n> ~~~");
    await scene.page.waitForSelector(".reading .callout .vr-state-ok");
    return scene;
  },

  async "the keyboard reaches the buttons, whose names say number and state"(harness) {
    const scene = await harness.scene({ text: NOTE });
    await scene.ready();
    await scene.button("Run block 2").focus();
    await scene.page.keyboard.press("Enter");
    await scene.untilText("> quoted\n> ~~~");
    await scene.page.waitForSelector(".vr-state-ok");
    const focused = await scene.page.evaluate(() => document.activeElement.getAttribute("aria-label"));
    assert.match(focused, /^Run block 2, (< )?\d\.\d s$/, "the focus stays put, and the name tells the state");
    const box = await scene.button("Run block 2").boundingBox();
    assert.ok(box.width >= 24 && box.height >= 24, "large enough to hit");
    return scene;
  },
};
