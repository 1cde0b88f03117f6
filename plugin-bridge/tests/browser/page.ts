// Runs in Chromium: evaluates the real bundle with the real CodeMirror and the stand-in for the app.
import * as commands from "@codemirror/commands";
import * as language from "@codemirror/language";
import * as lint from "@codemirror/lint";
import * as state from "@codemirror/state";
import * as view from "@codemirror/view";
import { markdown } from "@codemirror/lang-markdown";
import { tags } from "@lezer/highlight";
import * as obsidian from "../standin/obsidian";

type Pipe = (...given: unknown[]) => Promise<void>;
interface Bound {
  vrStart: Pipe;
  vrWrite: Pipe;
  vrEnd: Pipe;
  vrKill: Pipe;
}
const bound = window as unknown as Bound & Record<string, unknown>;
obsidian.installDom();

const children = new Map<number, { out: obsidian.Events; err: obsidian.Events; self: obsidian.Events }>();

/** What the test process tells of a child that it started. */
bound.vrTold = (id: number, what: string, given: string | number | null) => {
  const child = children.get(id);
  const bytes = (text: string): Uint8Array => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  if (what === "stdout") child?.out.trigger("data", bytes(String(given)));
  else if (what === "stderr") child?.err.trigger("data", bytes(String(given)));
  else if (what === "error") child?.self.trigger("error", new Error(String(given)));
  else child?.self.trigger("close", given, null);
};

/** Programs that the test process really starts. */
const childProcess = {
  spawn(program: string, args: string[], options: { cwd?: string; shell: boolean }) {
    if (options.shell) throw new Error("no shell between");
    const id = children.size + 1;
    const events = { out: new obsidian.Events(), err: new obsidian.Events(), self: new obsidian.Events() };
    children.set(id, events);
    // What is written is told in order, after the start.
    let last = bound.vrStart(id, program, args, options.cwd ?? null);
    const then = (step: () => Promise<void>): void => void (last = last.then(step));
    return Object.assign(events.self, {
      stdout: events.out,
      stderr: events.err,
      stdin: Object.assign(new obsidian.Events(), {
        write: (data: Uint8Array) => {
          let text = "";
          for (let at = 0; at < data.length; at += 8192) text += String.fromCharCode(...data.subarray(at, at + 8192));
          then(() => bound.vrWrite(id, btoa(text)));
        },
        end: () => then(() => bound.vrEnd(id)),
      }),
      kill: (signal: string) => void bound.vrKill(id, signal),
    });
  },
};

const modules: Record<string, unknown> = {
  obsidian: guarded(obsidian as unknown as Record<string, unknown>),
  "@codemirror/commands": commands,
  "@codemirror/language": language,
  "@codemirror/lint": lint,
  "@codemirror/state": state,
  "@codemirror/view": view,
  child_process: childProcess,
  os: { homedir: () => "/nowhere" },
};

/** A member that the stand-in lacks is an error, not `undefined`. */
function guarded(module: Record<string, unknown>): unknown {
  return new Proxy(module, {
    get(target, name) {
      if (typeof name === "string" && !(name in target) && !["__esModule", "default", "then"].includes(name)) {
        throw new Error(`the stand-in has no ${name}`);
      }
      return Reflect.get(target, name);
    },
  });
}

export interface Scene {
  code: string;
  text: string;
  path: string;
  root: string;
  local: unknown;
  stored?: unknown;
  files?: Record<string, string>;
  path_variable?: string;
  panes?: number;
  /** The editor stands in a window of its own, with a document of its own. */
  popout?: boolean;
  mobile?: boolean;
  /** Without the plugin's extensions, to see what they cost. */
  bare?: boolean;
}

const apps: Array<Record<string, unknown>> = [];

bound.vrBoot = async (scene: Scene) => {
  (window as unknown as { process: unknown }).process = { env: { PATH: scene.path_variable ?? "" }, platform: "linux", pid: null };
  const module = { exports: {} as { default?: new (app: unknown, manifest: unknown) => obsidian.Plugin } };
  const load = (name: string): unknown => {
    if (!(name in modules)) throw new Error(`the bundle asks for an unknown module ${name}`);
    return modules[name];
  };
  new Function("require", "module", "exports", scene.code)(load, module, module.exports);
  if (scene.mobile) Object.assign(obsidian.Platform, { isDesktop: false, isDesktopApp: false, isMobile: true, isMobileApp: true });
  const local = new Map<string, unknown>([["vault-runner", scene.local]]);
  const files = new Map(Object.entries({ ...scene.files, [scene.path]: scene.text }));
  const made = new Map([...files.keys()].map((path) => [path, new obsidian.TFile(path)]));
  const ready: Array<() => void> = [];
  const app = {
    stored: scene.stored ?? null,
    loadLocalStorage: (key: string) => local.get(key) ?? null,
    saveLocalStorage: (key: string, value: unknown) => void local.set(key, value),
    vault: Object.assign(new obsidian.Events(), {
      adapter: new obsidian.FileSystemAdapter(scene.root),
      getAbstractFileByPath: (path: string) => made.get(path) ?? null,
      process: (file: obsidian.TFile, change: (text: string) => string) => {
        const text = change(files.get(file.path) ?? "");
        files.set(file.path, text);
        return Promise.resolve(text);
      },
    }),
    workspace: Object.assign(new obsidian.Events(), { onLayoutReady: (f: () => void) => void ready.push(f) }),
  };
  if (!module.exports.default) throw new Error("the bundle exports no plugin");
  const plugin = new module.exports.default(app, { id: "vault-runner" });
  await plugin.load();
  const file = made.get(scene.path) ?? null;
  const editors: view.EditorView[] = [];
  const mirror = state.Annotation.define<boolean>();
  for (let pane = 0; pane < (scene.panes ?? 1); pane++) {
    const editor: view.EditorView = new view.EditorView({
      parent: scene.popout ? popout() : (document.querySelector(".workspace") ?? document.body),
      state: state.EditorState.create({ doc: scene.text, extensions: extensions(file, scene.bare ? [] : plugin.extensions) }),
      dispatchTransactions: (transactions) => {
        editor.update(transactions);
        // The app carries what is written in one pane to the others.
        for (const one of transactions) {
          if (!one.docChanged || one.annotation(mirror)) continue;
          for (const other of editors) if (other !== editor) other.dispatch({ changes: one.changes, annotations: mirror.of(true) });
        }
      },
    });
    editors.push(editor);
  }
  for (const each of ready) each();
  Object.assign(window, { plugin, editor: editors[0], editors, app, files, file, local, undo: commands.undo, notices: obsidian.Notice.all });
  apps.push(app);
};

/** A second document, as a pop-out window has one. */
function popout(): HTMLElement {
  const frame = document.body.appendChild(document.createElement("iframe"));
  frame.style.cssText = "inline-size: 100%; block-size: 640px; border: 0";
  const inner = frame.contentDocument as Document;
  for (const name of ["app.css", "styles.css"]) {
    const link = inner.head.appendChild(inner.createElement("link"));
    link.rel = "stylesheet";
    link.href = name;
  }
  inner.body.className = document.body.className;
  obsidian.installDom(frame.contentWindow as unknown as typeof window);
  return inner.body;
}

/** As the app does it: by the theme's own colours, so that light and dark both hold. */
const colours = language.HighlightStyle.define([
  { tag: tags.heading, fontWeight: "700" },
  { tag: tags.strong, fontWeight: "700" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: [tags.processingInstruction, tags.comment, tags.meta, tags.labelName], color: "var(--text-muted)" },
  { tag: [tags.link, tags.url], color: "var(--interactive-accent)" },
]);

function extensions(file: obsidian.TFile | null, own: unknown[]): state.Extension {
  return [
    obsidian.editorInfoField.init(() => ({ file })),
    commands.history(),
    view.keymap.of([...commands.defaultKeymap, ...commands.historyKeymap]),
    markdown(),
    language.syntaxHighlighting(colours),
    view.EditorView.lineWrapping,
    view.EditorView.contentAttributes.of({ "aria-label": "Note" }),
    own as state.Extension,
  ];
}

bound.vrCommand = (id: string) => {
  const plugin = (window as unknown as { plugin: obsidian.Plugin }).plugin;
  const command = plugin.commands.find((each) => each.id === id);
  if (!command) throw new Error(`no command ${id}`);
  if (command.callback) command.callback();
  else if (!command.checkCallback?.(true)) return false;
  else command.checkCallback(false);
  return true;
};

/** Shows HTML as the reading view would after its post-processors; `lines` are the note's lines that each section shows. */
bound.vrRead = async (html: string, path: string, lines: Array<[number, number]> = []) => {
  const plugin = (window as unknown as { plugin: obsidian.Plugin }).plugin;
  const place = document.querySelector(".reading") as HTMLElement;
  place.innerHTML = html;
  for (const [at, section] of Array.from(place.children).entries()) {
    const getSectionInfo = () => {
      const [lineStart, lineEnd] = lines[at] ?? [];
      const text = (window as unknown as { editor: view.EditorView }).editor.state.doc.toString();
      return lineStart === undefined ? null : { text, lineStart, lineEnd };
    };
    const context = { sourcePath: path, addChild: (child: obsidian.Component) => void child.load(), getSectionInfo };
    for (const processor of plugin.processors) processor(section as HTMLElement, context);
  }
};
