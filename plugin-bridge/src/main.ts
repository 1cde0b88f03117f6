import { FileSystemAdapter, Notice, Platform, Plugin, TFile } from "obsidian";
import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { Keeper, type Health } from "./backend/keeper";
import { nodePrograms } from "./backend/node_programs";
import { commands, type Deeds } from "./commands";
import { connect } from "./connect";
import { blockDecorations, redraw } from "./editor/decorations";
import { forget, knownById, noteField, setRefused } from "./editor/field";
import { findings, markDecorations, setChecks, verdictWords } from "./editor/marks";
import type { Actions } from "./editor/toolbar";
import { Views } from "./editor/views";
import { LocalStore } from "./local";
import { Sync } from "./notes/sync";
import { toPath } from "./notes/uris";
import type { BlockChange, Run } from "./protocol/messages";
import { ReadingToolbars } from "./reading/toolbars";
import { Results } from "./results";
import { RpcError } from "./rpc/peer";
import { blockNumber, NOT_TRUSTED, Session } from "./session";
import { DEFAULTS, RunnerSettingTab, type Settings, type SettingsOwner } from "./settings";
import { Announcer } from "./ui/announcer";
import { ListDialog, Log, LogDialog } from "./ui/lists";
import { statusWords } from "./ui/status";
import { TrustDialog } from "./ui/trust";
import { errorWords } from "./ui/words";

export default class VaultRunnerPlugin extends Plugin implements SettingsOwner {
  override settings: Settings = { ...DEFAULTS };
  local!: LocalStore;
  private root = "";
  private keeper!: Keeper;
  private session!: Session;
  private sync!: Sync;
  private views!: Views;
  private results!: Results;
  private reading!: ReadingToolbars;
  private status!: HTMLElement;
  private redrawing = 0;
  private readonly log = new Log();
  private readonly announcer = new Announcer();

  override async onload(): Promise<void> {
    this.settings = { ...DEFAULTS, ...((await this.loadData()) as Partial<Settings> | null) };
    if (!Platform.isDesktopApp) return;
    const { adapter } = this.app.vault;
    this.root = adapter instanceof FileSystemAdapter ? adapter.getBasePath() : "";
    this.local = new LocalStore(this.app, this.root);
    this.build();
    this.makeStatus();
    this.registerEditorExtension(this.extension());
    this.registerMarkdownPostProcessor((element, context) => this.reading.add(element, context));
    this.addSettingTab(new RunnerSettingTab(this.app, this));
    for (const command of commands(this.deeds())) this.addCommand(command);
    this.follow();
    this.app.workspace.onLayoutReady(() => {
      if (this.settings.start === "always") void this.keeper.start();
    });
  }

  override onunload(): void {
    this.announcer.remove();
    // Without Node there is nothing to end.
    (this.keeper as Keeper | undefined)?.dispose();
  }

  async settingsChanged(key: string): Promise<void> {
    this.redrawAll();
    // The backend is told these once, when it starts.
    if (key !== "checks" && key !== "device") return;
    const ran = this.keeper.health.condition !== "off";
    await this.keeper.stop();
    if (ran) await this.keeper.start();
  }

  async revokeTrust(): Promise<void> {
    this.local.trust(false);
    if (this.keeper.running) await this.session.ask("vaultRunner/trust", { uri: "", grant: false });
    this.say("This vault is no longer trusted on this device.");
  }

  private build(): void {
    const log = (line: string): void => this.log.add(line);
    this.sync = new Sync(() => this.keeper.running);
    this.views = new Views(this.sync, (path) => this.session.uriOf(path), {
      opened: (path, view) => this.opened(path, view),
    });
    this.results = new Results(this.app.vault, this.views, () => this.settings);
    this.keeper = new Keeper({
      connect: () => connect({ programs: nodePrograms(), root: this.root, local: this.local.read(), log }),
      options: () => this.startOptions(),
      root: () => this.session.uriOf("").replace(/\/$/, ""),
      attach: (peer) => this.session.attach(peer),
      changed: (health) => this.healthChanged(health),
      log,
    });
    this.session = new Session({
      root: this.root,
      keeper: () => this.keeper,
      views: this.views,
      sync: this.sync,
      results: this.results,
      events: { blockChanged: (path, change) => this.blockChanged(path, change), told: (path) => this.told(path), log },
    });
    this.reading = new ReadingToolbars({
      lead: (path) => this.views.lead(path),
      condition: () => this.keeper.health.condition,
      press: (view, number) => this.press(view, number),
    });
  }

  private startOptions() {
    const { trusted, interpreter } = this.local.read();
    return { vaultRoot: this.root, trusted, interpreter, checks: this.settings.checks };
  }

  private extension(): Extension {
    const actions: Actions = {
      condition: () => this.keeper.health.condition,
      press: (view, number) => this.press(view, number),
      insertAnyway: (view, id) => this.insertAnyway(view, id),
      dismiss: (view, id) => view.dispatch({ effects: setRefused.of({ id, refused: null }) }),
    };
    const marks = () => ({ verified: this.settings.verifiedMarks, unchecked: this.settings.uncheckedMarks });
    return [noteField, blockDecorations(actions, () => this.settings.buttons), markDecorations(marks), this.views.extension()];
  }

  private makeStatus(): void {
    this.status = this.addStatusBarItem();
    this.status.addClass("vr-status", "mod-clickable");
    this.status.setAttribute("role", "button");
    this.status.setAttribute("tabindex", "0");
    this.registerDomEvent(this.status, "click", () => this.pressStatus());
    this.registerDomEvent(this.status, "keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") this.pressStatus();
    });
    this.showStatus();
  }

  private follow(): void {
    const { workspace, vault } = this.app;
    this.registerEvent(workspace.on("file-open", () => this.views.refresh()));
    this.registerEvent(workspace.on("layout-change", () => this.views.refresh()));
    this.registerEvent(workspace.on("active-leaf-change", () => this.showStatus()));
    this.registerEvent(vault.on("rename", () => this.views.refresh()));
    this.registerEvent(
      vault.on("modify", (file) => {
        if (file instanceof TFile) this.sync.saved(file.path);
      }),
    );
  }

  /** A note came into an editor: the backend is started if it is wanted, and told. */
  private opened(path: string, view: EditorView): void {
    this.session.tellAgain(path, view);
    this.reading.refresh(path);
    this.showStatus();
    const { condition } = this.keeper.health;
    const wanted = this.settings.start === "needed" && condition === "off" && needsBackend(view);
    if (wanted) void this.keeper.start();
  }

  private healthChanged(health: Health): void {
    this.log.add(health.words);
    if (health.condition === "running") {
      this.sync.reset();
      this.session.forget();
      this.views.openAll();
    } else {
      this.sync.reset();
      for (const view of this.views.all()) view.dispatch({ effects: [forget.of(null), setChecks.of(null)] });
    }
    this.redrawAll();
  }

  private redrawAll(): void {
    for (const view of this.views.all()) view.dispatch({ effects: redraw.of(null) });
    this.reading.refresh(null);
    this.showStatus();
  }

  private told(path: string): void {
    this.reading.refresh(path);
    this.showStatus();
  }

  private blockChanged(path: string, change: BlockChange): void {
    const view = this.views.lead(path);
    const block = view?.state.field(noteField).views.find((each) => each.known?.id === change.blockId);
    if (block && change.state === "failed") this.announcer.say(`Block ${block.number} failed`);
    if (block && change.state === "ok") this.announcer.say(`Block ${block.number} is done`);
    this.told(path);
  }

  private showStatus(): void {
    // A burst of messages changes the line once.
    window.clearTimeout(this.redrawing);
    this.redrawing = window.setTimeout(() => {
      const words = statusWords(this.keeper.health, this.views.all(), this.views.all()[0] ?? null);
      if (this.status.textContent !== words) this.status.setText(words);
      this.status.setAttribute("aria-label", `Vault runner. ${this.keeper.health.words}`);
    }, 30);
  }

  private pressStatus(): void {
    const { condition, words } = this.keeper.health;
    if (condition === "running") {
      const current = this.current();
      if (current && findings(current.view.state).length > 0) this.showFindings();
      else void this.showRuns();
    } else if (condition === "off") void this.keeper.start();
    else new Notice(words);
  }

  private press(view: EditorView, number: number): void {
    const path = this.views.pathOf(view);
    const block = blockNumber(view, number);
    if (!path || !block) return;
    if (block.known && (block.state === "running" || block.state === "queued")) {
      void this.attempt(() => this.session.ask("vaultRunner/interrupt", { runId: block.known?.runId ?? "", uri: this.session.uriOf(path) }));
    } else void this.run(path, "block", view, number);
  }

  private insertAnyway(view: EditorView, id: string): void {
    const place = knownById(view.state, id)?.refused?.place;
    if (place) this.results.placeOpen(view, place, { overwrite: true, despiteChange: true });
  }

  private async run(path: string, scope: Run["scope"], view: EditorView, number = 0): Promise<void> {
    const force = scope === "block";
    try {
      if (blockNumber(view, number)?.state === "untrusted" && !(await this.askTrust(path))) return;
      const { skipped, queued } = await this.session.run(path, scope, view, number, force);
      const [first] = skipped;
      if (queued.length === 0) this.say(first ? `Nothing was run: ${first.reason}` : "Nothing to run.");
    } catch (error) {
      if (!(error instanceof RpcError) || error.code !== NOT_TRUSTED) this.fail(error);
      else if (await this.askTrust(path)) await this.attempt(() => this.session.run(path, scope, view, number, force));
    }
  }

  /** Asks the person; the answer for the vault is kept on this device. */
  private async askTrust(path: string): Promise<boolean> {
    const status = await this.session.ask("vaultRunner/status", null);
    const answer = await TrustDialog.ask(this.app, [
      ["Folder", status.vault || this.root],
      ["Python", status.interpreter],
      ["Walls", status.walls],
    ]);
    if (answer === "no") {
      this.say("This vault is not trusted on this device, so nothing was run.");
      return false;
    }
    const uri = answer === "note" ? this.session.uriOf(path) : "";
    const { done, reason } = await this.session.ask("vaultRunner/trust", { uri, grant: true });
    if (done && answer === "vault") this.local.trust(true);
    if (!done) this.say(reason || "The backend did not take the answer.");
    return done;
  }

  private current(): { view: EditorView; path: string } | null {
    const view = this.views.all()[0];
    const path = view && this.views.pathOf(view);
    return view && path ? { view, path } : null;
  }

  private deeds(): Deeds {
    const ask = (path: string, method: "vaultRunner/clear" | "vaultRunner/restart") =>
      this.attempt(async () => {
        const { done, reason } = await this.session.ask(method, { uri: this.session.uriOf(path) });
        if (!done) this.say(reason || "The backend could not do that.");
      });
    return {
      current: () => this.current(),
      run: (path, scope, view, number) => this.run(path, scope, view, number),
      stopAll: () => this.attempt(() => this.session.ask("vaultRunner/interrupt", {})),
      restartSession: (path) => ask(path, "vaultRunner/restart"),
      clear: (path) => ask(path, "vaultRunner/clear"),
      check: (path) => this.attempt(() => this.checkNow(path)),
      showFindings: () => this.showFindings(),
      showRuns: () => void this.showRuns(),
      showLog: () => new LogDialog(this.app, this.log).open(),
      startBackend: async () => void (await this.keeper.start()),
      stopBackend: () => this.keeper.stop(),
      trust: () => this.attempt(() => this.askTrust(this.current()?.path ?? "")),
      revokeTrust: () => this.attempt(() => this.revokeTrust()),
      say: (words) => this.say(words),
    };
  }

  /** A saved note is checked, whatever the setting says about typing. */
  private async checkNow(path: string): Promise<void> {
    if (!(await this.keeper.start())) throw new Error(this.keeper.health.words);
    this.sync.saved(path);
  }

  private showFindings(): void {
    const current = this.current();
    if (!current) return;
    const { view } = current;
    const rows = findings(view.state).map(({ check, from }) => ({
      head: `Line ${view.state.doc.lineAt(from).number}`,
      text: verdictWords(check),
      cls: `vr-row-${check.status}`,
      press: () => {
        view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
        view.focus();
      },
    }));
    new ListDialog(this.app, "Findings", rows, "No findings in this note.").open();
  }

  private async showRuns(): Promise<void> {
    await this.attempt(async () => {
      const { jobs } = await this.session.ask("vaultRunner/status", null);
      const rows = jobs.map((job) => ({
        head: toPath(this.root, job.uri) ?? job.uri,
        text: `${job.blockId}: ${job.state}, ${job.elapsed.toFixed(1)} s`,
        button: "Stop",
        press: () => void this.attempt(() => this.session.ask("vaultRunner/interrupt", { runId: job.runId })),
      }));
      new ListDialog(this.app, "Running", rows, "Nothing is running.").open();
    });
  }

  private async attempt(act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    const words = errorWords(error);
    this.log.add(words);
    this.say(words);
  }

  private say(words: string): void {
    new Notice(words);
    this.announcer.say(words);
  }
}

/** Blocks to run, or statements to check. */
function needsBackend(view: EditorView): boolean {
  const { found } = view.state.field(noteField);
  return found.length > 0 || view.state.doc.sliceString(0, 200_000).includes("$");
}
