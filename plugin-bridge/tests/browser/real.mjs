// The same plugin with the real backend: `VAULT_RUNNER_BACKEND=/path/to/vault-run npm run browser`.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { BACKEND } from "./harness.mjs";

const VAULT = fileURLToPath(new URL("../../../vault", import.meta.url));

export const NOTE = `# Real

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
// Long enough for a busy machine to look at it while it runs.
const SLOW = NOTE.replace("sleep(0.3)", "sleep(2)");
const OUTPUT = "~~~output\none\ntwo\n~~~";
const count = (text, part) => text.split(part).length - 1;

export async function open(harness, more = {}) {
  const { trusted = true, text = NOTE, ...rest } = more;
  const root = path.join(harness.folder, "My vault ü");
  mkdirSync(path.join(root, "notes"), { recursive: true });
  mkdirSync(path.join(root, ".obsidian"), { recursive: true });
  writeFileSync(path.join(root, "notes", "demo (1).md"), text);
  // What one scenario ran is not remembered in the next.
  const env = { ...places(harness), XDG_CACHE_HOME: mkdtempSync(path.join(harness.folder, "cache-")) };
  // The command line's own answer, in the same store.
  spawnSync(BACKEND, ["trust", root, trusted ? "--yes" : "--revoke"], { env: { ...process.env, ...env } });
  const scene = await harness.scene({ text, env, ...rest });
  await scene.ready(40_000);
  return scene;
}

const places = ({ folder }) => ({ XDG_STATE_HOME: folder, XDG_CACHE_HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder });

/** A backend that was started in a terminal, with what the settings have to hold to reach it. */
export async function listening(harness, root) {
  const child = spawn(BACKEND, ["lsp", "--ws", "--vault", root, "--origin", harness.origin], { env: { ...process.env, ...places(harness) } });
  let told = "";
  const file = await new Promise((resolve, reject) => {
    child.stderr.on("data", (data) => (told += data));
    child.on("close", () => reject(new Error(`it does not listen: ${told}`)));
    child.stdout.on("data", (data) => {
      told += data;
      const found = /The token for the editor is in (.*)\n/.exec(told);
      if (found) resolve(found[1]);
    });
  });
  const { address, token } = JSON.parse(readFileSync(file, "utf8"));
  const end = () => new Promise((resolve) => child.on("close", resolve).kill("SIGTERM"));
  return { address, token, end };
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

  async "real: typing without pause while blocks run loses no letter, and no result is refused"(harness) {
    const scene = await open(harness);
    await scene.button("Run block 1").click();
    await scene.untilText(OUTPUT, 30_000);
    const letters = "abcdefghijklmnopqrstuvwxyz".repeat(20);
    await scene.page.evaluate(() => {
      window.written = 0;
      window.refused = 0;
      window.running = setInterval(() => {
        document.querySelector('[aria-label^="Run block 1"]')?.click();
        if (document.querySelector(".vr-refusal span")) window.refused++;
      }, 200);
    });
    await scene.cursor("The end.");
    await scene.page.keyboard.type(letters, { delay: 50 });
    await scene.page.evaluate(() => clearInterval(window.running));
    await scene.until(() => !document.querySelector(".vr-state-running, .vr-state-queued"), null, "all runs end", 30_000);
    assert.ok((await scene.text()).includes(`The end.${letters}\n`));
    assert.equal(count(await scene.text(), "<!-- vr:out"), 1);
    assert.equal(await scene.page.evaluate(() => window.refused), 0, "no result is refused");
    return `${letters.length} keys at 50 ms`;
  },

  async "real: over a connection, with the token, everything works; with another token it says what to do"(harness) {
    const root = path.join(harness.folder, "My vault ü");
    mkdirSync(root, { recursive: true });
    const { address, token, end } = await listening(harness, root);
    try {
      const local = { connection: "connect", address, token: "x".repeat(token.length) };
      const refused = await harness.scene({ text: NOTE, local, found: false });
      await refused.until(() => document.querySelector(".vr-status")?.getAttribute("aria-label")?.includes("Check the address and the token"), null, "refused");
      assert.deepEqual(await refused.notices(), [], "quietly");
      // The browser itself reports a refused connection on its console.
      refused.errors = refused.errors.filter((words) => !words.includes("WebSocket connection"));
      await refused.close();
      const scene = await open(harness, { local: { ...local, token }, found: false });
      assert.equal(scene.children.size, 0, "no program is started");
      await scene.button("Run block 1").click();
      await scene.untilText(OUTPUT, 30_000);
      const placed = await scene.text();
      await scene.button("Run block 2").click();
      await scene.untilText("> 42\n", 30_000);
      await scene.page.evaluate(() => window.undo(window.editor));
      assert.equal(await scene.text(), placed);
      await scene.cursor("The end.");
      await scene.page.keyboard.type("typed");
      await scene.replace("= 7", "= 6");
      await scene.until(() => document.querySelector(".status-bar").textContent.includes("2 ✓"), null, "verdicts", 30_000);
      await scene.close();
    } finally {
      await end();
    }
  },

  async "real: a study note of the bundled vault is run whole, and reads as the command line wrote it"(harness) {
    const root = path.join(harness.folder, "study");
    cpSync(VAULT, root, { recursive: true });
    const name = "Study/Reductions.md";
    const written = readFileSync(path.join(root, name), "utf8");
    const text = written.replace(/^[ >]*<!-- vr:out [\s\S]*?<!-- vr:end -->\n/gm, "");
    assert.ok(text.length < written.length, "there was output to take away");
    writeFileSync(path.join(root, name), text);
    const env = places(harness);
    spawnSync(BACKEND, ["trust", root, "--yes"], { env: { ...process.env, ...env } });
    const scene = await harness.scene({ text, env, root, path: name });
    await scene.ready(40_000);
    await scene.until(() => document.querySelector(".status-bar").textContent.includes("✓"), null, "verdicts", 60_000);
    await scene.cursor("# ");
    const began = await scene.text();
    await scene.command("run-note");
    await scene.until(() => document.querySelector(".status-bar").textContent.startsWith("Running"), null, "it runs", 60_000);
    await scene.until(() => !document.querySelector(".status-bar").textContent.startsWith("Running"), null, "it ends", 150_000);
    // A block is over a moment before its output is placed.
    await scene.until((whole) => window.editor.state.doc.toString() === whole, written, "the note is as the command line wrote it", 20_000);
    assert.match(written, /!\[.*\]\(.*\.(?:png|svg)\)|!\[\[.*\.(?:png|svg)/, "with a figure");
    let steps = 0;
    while ((await scene.text()) !== began && steps < 100) {
      await scene.page.evaluate(() => window.undo(window.editor));
      steps++;
    }
    assert.equal(steps, count(written, "<!-- vr:out"), "each undo takes one output");
    return `${steps} outputs`;
  },

  async "real: a backend that is killed while a block runs is started again, and the block runs"(harness) {
    const scene = await open(harness, { text: SLOW });
    await scene.button("Run block 1").click();
    await scene.until(() => document.querySelector(".vr-output pre")?.textContent.includes("one"), null, "it streams", 20_000);
    const before = await scene.text();
    [...scene.children.values()].at(-1).kill("SIGKILL");
    await scene.page.waitForSelector(".vr-state-failed");
    assert.match(await scene.page.getAttribute(".vr-state-failed", "title"), /backend stopped/);
    await scene.ready(40_000);
    assert.equal(await scene.text(), before);
    await scene.button("Run block 1").click();
    await scene.untilText(OUTPUT, 30_000);
    return scene;
  },

  async "real: two panes show one note, and a rename is followed"(harness) {
    const scene = await open(harness, { panes: 2 });
    await scene.button("Run block 1").first().click();
    await scene.untilText(OUTPUT, 30_000);
    await scene.page.evaluate(() => {
      window.file.path = "notes/renamed.md";
      window.app.vault.trigger("rename", window.file, "notes/demo (1).md");
    });
    await scene.button("Run block 2").nth(1).click();
    await scene.untilText("> 42\n", 30_000);
    const texts = await scene.page.evaluate(() => window.editors.map((editor) => editor.state.doc.toString()));
    assert.equal(texts[0], texts[1]);
    assert.equal(count(texts[0], "<!-- vr:out"), 2);
    return scene;
  },

  async "real: a block that is edited while it runs is out of date, and an output edited by hand is asked about"(harness) {
    const scene = await open(harness, { text: SLOW });
    await scene.button("Run block 1").click();
    await scene.until(() => document.querySelector(".vr-output pre")?.textContent.includes("one"), null, "it streams", 20_000);
    await scene.replace('print("two")', 'print("three")');
    await scene.page.waitForSelector(".vr-refusal:has-text('changed while it ran')", { timeout: 30_000 });
    await scene.until(() => document.querySelector(".vr-state-out-of-date"), null, "out of date");
    assert.ok(!(await scene.text()).includes("~~~output"));
    await scene.button("Run block 1").click();
    await scene.untilText("one\nthree\n~~~", 30_000);
    await scene.replace("one\nthree\n~~~", "one, as I say\nthree\n~~~");
    await scene.page.waitForTimeout(500);
    await scene.button("Run block 1").click();
    await scene.until(() => document.querySelector(".vr-refusal")?.textContent.includes("edited by hand"), null, "it asks", 15_000);
    assert.ok((await scene.text()).includes("as I say"));
    return scene;
  },

  async "real: what a command line runs in a note that is closed comes through the app"(harness) {
    const other = "```python run\r\nprint('from a terminal')\r\n```\r\n";
    const scene = await open(harness, { files: { "notes/other.md": other } });
    const file = path.join(scene.root, "notes", "other.md");
    writeFileSync(file, other);
    const env = { ...process.env, ...places(harness) };
    // The lock is had a moment after the handshake.
    await scene.page.waitForTimeout(1000);
    const ran = spawn(BACKEND, ["run", file], { env, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [ran.stdout, ran.stderr]) stream.on("data", (text) => (said += text));
    const code = await new Promise((resolve) => ran.on("close", resolve));
    assert.match(said, /1 ran/);
    assert.equal(code, 0, `the command saw its result taken; ${said}`);
    await scene.until(() => window.files.get("notes/other.md").includes("from a terminal\r\n~~~"), null, `the app writes it; ${said}`, 20_000);
    assert.equal(readFileSync(file, "utf8"), other, "and nobody else");
    return scene;
  },

  async "real: nothing runs without trust"(harness) {
    const scene = await open(harness, { trusted: false });
    await scene.until(() => document.querySelector(".vr-state-untrusted"), null, "untrusted", 30_000);
    await scene.button("Run block 1").click();
    await scene.button("Not now").click();
    assert.ok(!(await scene.text()).includes("~~~output"));
    await scene.button("Run block 1").click();
    assert.match(await scene.page.textContent(".modal"), /demo \(1\)\.md.*2 blocks.*time/s, "it says what would run");
    await scene.button("Trust this note").click();
    await scene.untilText(OUTPUT, 30_000);
    await scene.replace("6 * 7", "6 * 9");
    await scene.until(() => document.querySelector(".vr-state-untrusted"), null, "an edit asks again", 30_000);
    await scene.button("Run block 1").click();
    assert.match(await scene.page.textContent(".modal"), /changed since you trusted it/);
    await scene.button("Trust this vault").click();
    await scene.until(() => !document.querySelector(".vr-state-untrusted"), null, "all of the vault runs", 30_000);
    return scene;
  },
};
