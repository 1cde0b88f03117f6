import { FileSystemAdapter, Notice, Platform, Plugin, TFile } from "obsidian";
import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Health } from "./backend/keeper";
import { commands, type Deeds } from "./commands";
import { blockDecorations, redraw } from "./editor/decorations";
import { fell, forget, isBusy, noteField, setRefused } from "./editor/field";
import { findings, markDecorations, setChecks } from "./editor/marks";
import type { Actions } from "./editor/toolbar";
import { LocalStore } from "./local";
import { toPath } from "./notes/uris";
import { putTogether, type Parts } from "./parts";
import type { BlockChange } from "./protocol/messages";
import { DEFAULTS, RunnerSettingTab, settingsOf, type Settings, type SettingsOwner } from "./settings";
import { Log, LogDialog } from "./ui/lists";
import { showFindings, showRuns } from "./ui/panels";
import { statusWords } from "./ui/status";
import { StatusLine } from "./ui/status_line";
import { Voice } from "./ui/voice";
import { endWords, MOBILE } from "./ui/words";

export default class VaultRunnerPlugin extends Plugin implements SettingsOwner {
  override settings: Settings = { ...DEFAULTS };
  local!: LocalStore;
  private root = "";
  private parts!: Parts;
  private status!: StatusLine;
  private readonly log = new Log();
  private readonly voice = new Voice(this.log);

  override async onload(): Promise<void> {
    this.settings = settingsOf(await this.loadData());
    this.local = new LocalStore(this.app);
    this.addSettingTab(new RunnerSettingTab(this.app, this));
    if (!Platform.isDesktopApp) return this.sayOnce(MOBILE);
    const { adapter } = this.app.vault;
    this.root = adapter instanceof FileSystemAdapter ? adapter.getBasePath() : "";
    this.build();
    this.registerEditorExtension(this.extension());
    this.registerMarkdownPostProcessor((element, context) => {
      this.parts.reading.add(element, context);
      this.parts.verdicts.add(element, context);
    });
    for (const command of commands(this.deeds())) this.addCommand(command);
    this.follow();
    this.app.workspace.onLayoutReady(() => {
      if (this.settings.start === "always") void this.parts.keeper.start();
    });
  }

  override onunload(): void {
    this.voice.announcer.remove();
    // Without Node there is nothing to end.
    (this.parts as Parts | undefined)?.keeper.dispose();
  }

  async settingsChanged(key: string): Promise<void> {
    if (!Platform.isDesktopApp) return;
    this.redrawAll();
    if (key === "live") this.parts.session.setLive(this.local.read().live);
    // The backend is told these once, when it starts.
    if (key !== "checks" && key !== "device") return;
    const { keeper } = this.parts;
    const ran = keeper.health.condition !== "off";
    await keeper.stop();
    if (ran) await keeper.start();
  }

  async revokeTrust(): Promise<void> {
    await this.voice.attempt(() => this.parts.acts.revokeTrust());
  }

  private build(): void {
    this.parts = putTogether({
      app: this.app,
      root: this.root,
      local: this.local,
      settings: () => this.settings,
      log: this.log,
      voice: this.voice,
      opened: (path, view) => this.opened(path, view),
      healthChanged: (health) => this.healthChanged(health),
      blockChanged: (path, change) => this.blockChanged(path, change),
      told: (path) => this.told(path),
    });
    const words = (): { short: string; long: string } => {
      const { keeper, views } = this.parts;
      const all = views.all();
      const live = this.local.read().live && keeper.offers("live");
      const long = live ? `${keeper.health.words}. Blocks run by themselves after an edit.` : keeper.health.words;
      return { short: statusWords(keeper.health, all, all[0] ?? null, live), long };
    };
    this.status = new StatusLine(this, words, () => this.pressStatus());
  }

  private extension(): Extension {
    const { acts, keeper, views } = this.parts;
    const actions: Actions = {
      condition: () => keeper.health.condition,
      press: (view, number) => acts.press(view, number),
      insertAnyway: (view, id) => acts.insertAnyway(view, id),
      dismiss: (view, id) => view.dispatch({ effects: setRefused.of({ id, refused: null }) }),
    };
    const marks = () => ({ verified: this.settings.verifiedMarks, unchecked: this.settings.uncheckedMarks });
    return [noteField, blockDecorations(actions, () => this.settings.buttons), markDecorations(marks), views.extension()];
  }

  private follow(): void {
    const { workspace, vault } = this.app;
    const { session, sync, views } = this.parts;
    this.registerEvent(workspace.on("file-open", () => views.refresh()));
    this.registerEvent(workspace.on("layout-change", () => views.refresh()));
    this.registerEvent(workspace.on("active-leaf-change", () => this.status.show()));
    this.registerEvent(
      vault.on("rename", (file, oldPath) => {
        session.renamed(oldPath, file.path);
        views.refresh();
      }),
    );
    this.registerEvent(vault.on("delete", (file) => session.deleted(file.path)));
    this.registerEvent(
      vault.on("modify", (file) => {
        if (file instanceof TFile) sync.saved(file.path);
      }),
    );
  }

  /** A note came into an editor: the backend is started if it is wanted, and told. */
  private opened(path: string, view: EditorView): void {
    const { keeper, session } = this.parts;
    session.tellAgain(path, view);
    this.told(path);
    const wanted = this.settings.start === "needed" && keeper.health.condition === "off" && needsBackend(view);
    if (wanted) void keeper.start();
  }

  private healthChanged(health: Health): void {
    const { questions, session, sync, views } = this.parts;
    this.log.add(health.words);
    sync.reset();
    questions.forget();
    if (health.condition === "running") {
      session.forget();
      views.openAll();
    } else {
      const orderly = health.condition === "off";
      for (const view of views.all()) view.dispatch({ effects: [orderly ? forget.of(null) : fell.of(null), setChecks.of(null)] });
    }
    this.redrawAll();
  }

  private redrawAll(): void {
    for (const view of this.parts.views.all()) view.dispatch({ effects: redraw.of(null) });
    this.parts.reading.refresh(null);
    this.parts.verdicts.refresh(null);
    this.status.show();
  }

  private told(path: string): void {
    this.parts.reading.refresh(path);
    this.parts.verdicts.refresh(path);
    this.status.show();
  }

  private blockChanged(path: string, change: BlockChange): void {
    const view = this.parts.views.lead(path);
    const block = view?.state.field(noteField).views.find((each) => each.known?.id === change.blockId);
    // Of a result that was not inserted was spoken already, and what was said is a question.
    const words = block && !block.known?.refused && endWords(block.number, change);
    if (words) this.voice.announcer.say(words);
    this.told(path);
  }

  private pressStatus(): void {
    const { keeper, views } = this.parts;
    const { condition, words } = keeper.health;
    const view = views.all()[0];
    const busy = views.all().some((each) => each.state.field(noteField).views.some((block) => isBusy(block.state)));
    if (condition === "running") {
      if (view && !busy && findings(view.state).length > 0) showFindings(this.app, view);
      else void this.showRuns();
    } else if (condition === "off") void keeper.start();
    else this.voice.say(words);
  }

  private current(): { view: EditorView; path: string } | null {
    const view = this.parts.views.all()[0];
    const path = view && this.parts.views.pathOf(view);
    return view && path ? { view, path } : null;
  }

  private deeds(): Deeds {
    const { acts, keeper, session } = this.parts;
    return {
      current: () => this.current(),
      run: (path, scope, view, number) => acts.run(path, scope, view, number),
      stopAll: () => acts.stop(),
      restartSession: (path) => acts.order(path, "vaultRunner/restart"),
      clear: (path) => acts.order(path, "vaultRunner/clear"),
      // Whatever the setting says about typing and saving.
      check: (path) => this.voice.attempt(() => session.ask("vaultRunner/check", { uri: session.uriOf(path), scope: "note" })),
      showFindings: (view) => showFindings(this.app, view),
      showRuns: () => void this.showRuns(),
      showLog: () => new LogDialog(this.app, this.log).open(),
      startBackend: async () => void (await keeper.start()),
      stopBackend: () => keeper.stop(),
      trust: (path) => this.voice.attempt(() => acts.askTrust(path)),
      revokeTrust: () => this.revokeTrust(),
      say: (words) => this.voice.say(words),
    };
  }

  private async showRuns(): Promise<void> {
    const { acts, session, views } = this.parts;
    await this.voice.attempt(async () => {
      const { jobs } = await session.ask("vaultRunner/status", null);
      showRuns(this.app, {
        jobs,
        pathOf: (uri) => toPath(this.root, uri),
        lead: (path) => views.lead(path),
        stop: (runId) => void acts.stop(runId),
      });
    });
  }

  private sayOnce(words: string): void {
    if (this.local.read().told) return;
    this.local.change({ told: true });
    new Notice(words);
  }
}

/** Blocks to run, or statements to check. */
function needsBackend(view: EditorView): boolean {
  const { found } = view.state.field(noteField);
  return found.length > 0 || view.state.doc.sliceString(0, 200_000).includes("$");
}
