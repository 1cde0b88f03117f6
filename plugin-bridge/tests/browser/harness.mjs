// Starts Chromium with the page, and, for the page, the programs that the plugin asks for.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, chmodSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { bundle } from "../../scripts/build.mjs";
import { faultsOf, reader } from "../protocol.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = path.resolve(here, "../..");
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
// How long a backend may take to end, on a machine that is busy with another suite: it must end, not be quick.
const LEFT_MS = 15_000;
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** The backend that the scenarios use: one setting turns them to the real one. */
export const BACKEND = process.env.VAULT_RUNNER_BACKEND ?? "";

export function findChromium() {
  const stated = process.env.VAULT_RUNNER_CHROMIUM;
  if (stated) return stated;
  const folders = (process.env.PATH ?? "").split(":");
  const found = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(existsSync);
  if (!found) throw new Error("no Chromium here; `make browser` installs one");
  return found;
}

export class Harness {
  static async open() {
    const harness = new Harness();
    harness.folder = mkdtempSync(path.join(tmpdir(), "vault-runner-browser-"));
    harness.out = path.join(here, "out");
    mkdirSync(harness.out, { recursive: true });
    await bundle(path.join(harness.folder, "main.js"));
    await build({
      absWorkingDir: root, entryPoints: ["tests/browser/page.ts"], bundle: true, format: "iife", target: "es2022",
      outfile: path.join(harness.folder, "page.js"), logLevel: "warning",
    });
    harness.program = path.join(harness.folder, "bin", "vault-run");
    mkdirSync(path.dirname(harness.program));
    writeFileSync(harness.program, `#!/bin/sh\nexec "${process.execPath}" "${path.join(root, "tests/backend/fake.mjs")}" "$@"\n`);
    chmodSync(harness.program, 0o755);
    await harness.serve();
    harness.browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
    return harness;
  }

  get origin() {
    return `http://127.0.0.1:${this.server.address().port}`;
  }

  serve() {
    const places = { "main.js": this.folder, "page.js": this.folder, "styles.css": root };
    this.server = http.createServer((request, response) => {
      const name = request.url === "/" ? "index.html" : path.basename(request.url ?? "");
      const file = path.join(places[name] ?? here, name);
      if (!existsSync(file)) return void response.writeHead(404).end();
      response.writeHead(200, { "content-type": TYPES[path.extname(name)] ?? "text/plain" });
      response.end(readFileSync(file));
    });
    return new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
  }

  async close() {
    await this.browser.close();
    this.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A page of its own with the plugin loaded on `text`. */
  async scene({ text, env = {}, local = {}, found = true, viewport = { width: 860, height: 700 }, root = null, ...more }) {
    const context = await this.browser.newContext({ viewport, reducedMotion: "reduce" });
    const page = await context.newPage();
    const scene = new Scene(page, this);
    page.on("pageerror", (error) => scene.errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && scene.errors.push(message.text()));
    await scene.offerPrograms(env);
    await page.goto(`${this.origin}/`);
    scene.root = root ?? path.join(this.folder, "My vault ü");
    mkdirSync(scene.root, { recursive: true });
    const program = BACKEND || this.program;
    await page.evaluate((given) => window.vrBoot(given), {
      code: readFileSync(path.join(this.folder, "main.js"), "utf8"),
      text, path: "notes/demo (1).md", root: scene.root,
      local: found ? { program, ...local } : local,
      ...more,
    });
    return scene;
  }
}

export class Scene {
  errors = [];
  children = new Map();
  stderr = "";
  /** What each child and the plugin said to one another, in order. */
  conversations = [];

  constructor(page, harness) {
    this.page = page;
    this.harness = harness;
  }

  async offerPrograms(env) {
    const { page, children } = this;
    const tell = (...given) => page.evaluate(([id, what, value]) => window.vrTold(id, what, value), given).catch(() => undefined);
    await page.exposeFunction("vrStart", (id, program, args, cwd) => {
      const child = spawn(program, args, { cwd: cwd ?? undefined, env: { ...process.env, ...env }, stdio: "pipe" });
      children.set(id, child);
      const said = [];
      const hears = (from) => reader((message) => said.push({ from, message }));
      child.spoken = hears("client");
      this.conversations.push(said);
      child.stdout.on("data", hears("server"));
      child.stdin.on("error", () => undefined);
      child.stdout.on("data", (data) => tell(id, "stdout", data.toString("base64")));
      child.stderr.on("data", (data) => {
        this.stderr += data.toString();
        void tell(id, "stderr", data.toString("base64"));
      });
      child.on("error", (error) => tell(id, "error", error.message));
      child.on("close", (code) => tell(id, "close", code));
    });
    await page.exposeFunction("vrWrite", (id, data) => {
      const bytes = Buffer.from(data, "base64");
      children.get(id)?.spoken(bytes);
      children.get(id)?.stdin.write(bytes);
    });
    await page.exposeFunction("vrEnd", (id) => void children.get(id)?.stdin.end());
    await page.exposeFunction("vrKill", (id, signal) => void children.get(id)?.kill(signal));
  }

  text() {
    return this.page.evaluate(() => window.editor.state.doc.toString());
  }

  command(id) {
    return this.page.evaluate((given) => window.vrCommand(given), id);
  }

  notices() {
    return this.page.evaluate(() => window.notices);
  }

  /** Puts the cursor behind the first place of `text`. */
  cursor(text) {
    return this.page.evaluate((given) => {
      const at = window.editor.state.doc.toString().indexOf(given) + given.length;
      window.editor.dispatch({ selection: { anchor: at } });
      window.editor.focus();
    }, text);
  }

  replace(from, to) {
    return this.page.evaluate(([old, insert]) => {
      const at = window.editor.state.doc.toString().indexOf(old);
      if (at < 0) throw new Error(`no ${old}`);
      window.editor.dispatch({ changes: { from: at, to: at + old.length, insert }, userEvent: "input.type" });
    }, [from, to]);
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: false });
  }

  until(test, given, why, timeout = 8000) {
    return this.page.waitForFunction(test, given, { timeout, polling: 30 }).catch(async () => {
      throw new Error(`${why}\nnotices: ${JSON.stringify(await this.notices())}\nstatus: ${await this.page.textContent(".status-bar")}\ntext:\n${await this.text()}\nerrors: ${this.errors.join("; ")}\nbackend: ${this.stderr.slice(-600)} states: ${await this.page.evaluate(() => [...document.querySelectorAll('.vr-state')].map((e) => e.textContent + ' ' + e.title).join('; '))}`);
    });
  }

  untilText(part, timeout) {
    return this.until((given) => window.editor.state.doc.toString().includes(given), part, `the note never held ${JSON.stringify(part)}`, timeout);
  }

  ready(timeout) {
    return this.until(() => document.querySelector(".vr-status")?.getAttribute("aria-label")?.includes("vault-runner"), null, "the backend did not come", timeout);
  }

  shot(name) {
    return this.page.screenshot({ path: path.join(this.harness.out, `${name}.png`) });
  }

  async close() {
    await this.page.evaluate(() => window.plugin.unload()).catch(() => undefined);
    const left = [...this.children.values()].filter((child) => child.exitCode === null && child.signalCode === null);
    const ends = left.map((child) => new Promise((resolve) => child.once("close", resolve)));
    let timer;
    const late = new Promise((resolve) => (timer = setTimeout(() => resolve("late"), LEFT_MS)));
    const result = await Promise.race([Promise.all(ends), late]);
    clearTimeout(timer);
    for (const child of left) if (child.exitCode === null) child.kill("SIGKILL");
    await this.page.context().close();
    const faults = this.conversations.flatMap(faultsOf);
    if (faults.length) throw new Error(`against the protocol's schema: ${faults.join("; ")}`);
    if (result === "late") throw new Error("a backend outlived the plugin");
    if (this.errors.length) throw new Error(`errors in the page: ${this.errors.join("; ")}`);
  }
}
