// A stand-in for the module `obsidian`: what the bundle uses of it, in a browser, with real CodeMirror.
// `fidelity.ts` holds it to the typings; a member that the bundle uses and that is missing here fails the run.
import { StateField } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";

interface ElementOptions {
  cls?: string | string[];
  text?: string;
  attr?: Record<string, string | number | boolean | null>;
}

function dress(element: HTMLElement, options?: ElementOptions | string): HTMLElement {
  if (typeof options === "string") element.className = options;
  else if (options) {
    if (options.cls?.length) element.classList.add(...[options.cls].flat().join(" ").split(/\s+/).filter(Boolean));
    if (options.text !== undefined) element.textContent = options.text;
    for (const [name, value] of Object.entries(options.attr ?? {})) if (value !== null) element.setAttribute(name, String(value));
  }
  return element;
}

/** The helpers that Obsidian adds to the page's own classes. */
export function installDom(window: Window & typeof globalThis = globalThis.window): void {
  const { HTMLElement, Node, document } = window;
  const element = {
    createEl(this: HTMLElement, tag: string, options?: ElementOptions) {
      return this.appendChild(dress(this.ownerDocument.createElement(tag), options));
    },
    createDiv(this: HTMLElement, options?: ElementOptions) {
      return this.appendChild(dress(this.ownerDocument.createElement("div"), options));
    },
    createSpan(this: HTMLElement, options?: ElementOptions) {
      return this.appendChild(dress(this.ownerDocument.createElement("span"), options));
    },
    empty(this: HTMLElement) {
      this.replaceChildren();
    },
    setText(this: HTMLElement, text: string) {
      this.textContent = text;
    },
    addClass(this: HTMLElement, ...names: string[]) {
      this.classList.add(...names);
    },
    removeClass(this: HTMLElement, ...names: string[]) {
      this.classList.remove(...names);
    },
    toggleClass(this: HTMLElement, name: string, on: boolean) {
      this.classList.toggle(name, on);
    },
    hasClass(this: HTMLElement, name: string) {
      return this.classList.contains(name);
    },
  };
  Object.assign(HTMLElement.prototype, element);
  Object.defineProperty(Node.prototype, "doc", { get(this: Node) { return this.ownerDocument ?? this; } });
  Object.defineProperty(Node.prototype, "win", { get(this: Node) { return this.ownerDocument?.defaultView ?? window; } });
  const create = (tag: string) => (options?: ElementOptions) => dress(document.createElement(tag), options);
  Object.assign(window, { createDiv: create("div"), createSpan: create("span"), activeDocument: globalThis.document, activeWindow: globalThis.window });
}

type Listener = (...given: unknown[]) => unknown;

export class Events {
  private readonly listeners = new Map<string, Set<Listener>>();

  on(name: string, listener: Listener) {
    const all = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, all.add(listener));
    return { off: () => all.delete(listener) };
  }

  trigger(name: string, ...given: unknown[]): void {
    for (const listener of this.listeners.get(name) ?? []) listener(...given);
  }
}

export class Component {
  private readonly children: Component[] = [];
  private readonly undone: Array<() => void> = [];
  private loaded = false;

  async load(): Promise<void> {
    this.loaded = true;
    await this.onload();
    for (const child of this.children) await child.load();
  }

  onload(): void | Promise<void> {}
  onunload(): void {}

  unload(): void {
    this.loaded = false;
    for (const child of this.children) child.unload();
    for (const undo of this.undone.reverse()) undo();
    this.onunload();
  }

  addChild<T extends Component>(child: T): T {
    this.children.push(child);
    if (this.loaded) void child.load();
    return child;
  }

  register(undo: () => void): void {
    this.undone.push(undo);
  }

  registerEvent(event: { off(): void }): void {
    this.register(() => event.off());
  }

  registerInterval(id: number): number {
    this.register(() => window.clearInterval(id));
    return id;
  }

  registerDomEvent(element: HTMLElement, name: string, listener: EventListener): void {
    element.addEventListener(name, listener);
    this.register(() => element.removeEventListener(name, listener));
  }
}

export class MarkdownRenderChild extends Component {
  constructor(readonly containerEl: HTMLElement) {
    super();
  }
}

export class TAbstractFile {
  constructor(public path: string) {}
}
export class TFile extends TAbstractFile {
  extension = "md";
}

export class FileSystemAdapter {
  constructor(private readonly base: string) {}
  getBasePath(): string {
    return this.base;
  }
}

export class Notice {
  static readonly all: string[] = [];
  noticeEl: HTMLElement;

  constructor(message: string) {
    Notice.all.push(message);
    const place = document.querySelector(".notices") ?? document.body;
    this.noticeEl = place.appendChild(dress(document.createElement("div"), { cls: "notice", text: message }));
  }

  hide(): void {
    this.noticeEl.remove();
  }
}

export class Modal {
  containerEl = dress(document.createElement("div"), { cls: "modal-container" });
  modalEl = dress(document.createElement("div"), { cls: "modal", attr: { role: "dialog", "aria-modal": "true" } });
  titleEl = dress(document.createElement("div"), { cls: "modal-title" });
  contentEl = dress(document.createElement("div"), { cls: "modal-content" });

  constructor(readonly app: unknown) {
    this.modalEl.append(this.titleEl, this.contentEl);
    this.containerEl.append(this.modalEl);
  }

  setTitle(title: string): this {
    this.titleEl.textContent = title;
    return this;
  }

  open(): void {
    document.body.append(this.containerEl);
    this.containerEl.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    this.onOpen();
    this.containerEl.querySelector<HTMLElement>("button")?.focus();
  }

  close(): void {
    this.containerEl.remove();
    this.onClose();
  }

  onOpen(): void {}
  onClose(): void {}
}

class Input {
  inputEl = document.createElement("input");
  setPlaceholder(text: string): this {
    this.inputEl.placeholder = text;
    return this;
  }
  setValue(text: string): this {
    this.inputEl.value = text;
    return this;
  }
  getValue(): string {
    return this.inputEl.value;
  }
}

class Button {
  buttonEl = document.createElement("button");
  setButtonText(text: string): this {
    this.buttonEl.textContent = text;
    return this;
  }
  setDisabled(disabled: boolean): this {
    this.buttonEl.disabled = disabled;
    return this;
  }
  onClick(press: () => unknown): this {
    this.buttonEl.addEventListener("click", press);
    return this;
  }
}

class Toggle {
  toggleEl = dress(document.createElement("label"), { cls: "checkbox-container" });
  private readonly box = dress(document.createElement("input"), { attr: { type: "checkbox" } }) as HTMLInputElement;

  constructor() {
    this.toggleEl.append(this.box);
  }

  setValue(on: boolean): this {
    this.box.checked = on;
    return this;
  }
  onChange(listener: (on: boolean) => unknown): this {
    this.box.addEventListener("change", () => listener(this.box.checked));
    return this;
  }
}

class Dropdown {
  selectEl = document.createElement("select");
  addOptions(options: Record<string, string>): this {
    for (const [value, text] of Object.entries(options)) {
      const option = this.selectEl.appendChild(document.createElement("option"));
      option.value = value;
      option.textContent = text;
    }
    return this;
  }
  setValue(value: string): this {
    this.selectEl.value = value;
    return this;
  }
  onChange(listener: (value: string) => unknown): this {
    this.selectEl.addEventListener("change", () => listener(this.selectEl.value));
    return this;
  }
}

export class Setting {
  settingEl: HTMLElement;
  private readonly controlEl: HTMLElement;

  constructor(place: HTMLElement, name: string, desc = "") {
    this.settingEl = place.appendChild(dress(document.createElement("div"), { cls: "setting-item" }));
    const info = this.settingEl.appendChild(dress(document.createElement("div"), { cls: "setting-item-info" }));
    info.append(dress(document.createElement("div"), { cls: "setting-item-name", text: name }));
    info.append(dress(document.createElement("div"), { cls: "setting-item-description", text: desc }));
    this.controlEl = this.settingEl.appendChild(dress(document.createElement("div"), { cls: "setting-item-control" }));
  }

  addText(make: (input: Input) => unknown): this {
    return this.add(new Input(), "inputEl", make);
  }
  addButton(make: (button: Button) => unknown): this {
    return this.add(new Button(), "buttonEl", make);
  }
  addToggle(make: (toggle: Toggle) => unknown): this {
    return this.add(new Toggle(), "toggleEl", make);
  }
  addDropdown(make: (dropdown: Dropdown) => unknown): this {
    return this.add(new Dropdown(), "selectEl", make);
  }

  private add<T extends object>(part: T, element: keyof T, make: (part: T) => unknown): this {
    this.controlEl.append(part[element] as HTMLElement);
    make(part);
    return this;
  }
}

interface Definition {
  name?: string;
  heading?: string;
  desc?: string;
  items?: Definition[];
  control?: { type: string; key: string; options?: Record<string, string> };
  render?: (setting: Setting) => void;
}

export class PluginSettingTab {
  containerEl = dress(document.createElement("div"), { cls: "settings" });
  constructor(
    readonly app: unknown,
    readonly plugin: Plugin,
  ) {}

  getSettingDefinitions(): Definition[] {
    return [];
  }
  getControlValue(_key: string): unknown {
    return undefined;
  }
  setControlValue(_key: string, _value: unknown): void | Promise<void> {}

  update(): void {
    this.containerEl.replaceChildren();
    for (const definition of this.getSettingDefinitions()) this.draw(definition);
  }

  private draw(definition: Definition): void {
    if (definition.items) {
      this.containerEl.append(dress(document.createElement("h3"), { text: definition.heading ?? "" }));
      for (const item of definition.items) this.draw(item);
      return;
    }
    const setting = new Setting(this.containerEl, definition.name ?? "", definition.desc);
    definition.render?.(setting);
    const { control } = definition;
    if (control?.type === "dropdown") {
      setting.addDropdown((dropdown) =>
        dropdown
          .addOptions(control.options ?? {})
          .setValue(String(this.getControlValue(control.key)))
          .onChange((value) => this.setControlValue(control.key, value)),
      );
    } else if (control?.type === "toggle") {
      setting.addText((input) => {
        input.inputEl.type = "checkbox";
        input.inputEl.checked = this.getControlValue(control.key) === true;
        input.inputEl.addEventListener("change", () => void this.setControlValue(control.key, input.inputEl.checked));
      });
    }
  }
}

export const Platform = { isDesktop: true, isDesktopApp: true, isMobile: false, isMobileApp: false };

export const editorInfoField = StateField.define<{ file: TFile | null }>({
  create: () => ({ file: null }),
  update: (value) => value,
});

const ICONS: Record<string, string> = {
  play: '<path d="M6 3l14 9-14 9z"/>',
  square: '<rect x="5" y="5" width="14" height="14" rx="2"/>',
  check: '<path d="M20 6L9 17l-5-5"/>',
  x: '<path d="M18 6L6 18M6 6l12 12"/>',
  clock: '<circle cx="12" cy="12" r="10"/><path d="M12 6v6l4 2"/>',
  loader: '<path d="M12 2v4M12 18v4M5 5l3 3M16 16l3 3M2 12h4M18 12h4M5 19l3-3M16 8l3-3"/>',
  history: '<path d="M3 12a9 9 0 109-9 9 9 0 00-6 3L3 8M3 3v5h5M12 7v5l4 2"/>',
  lock: '<rect x="3" y="11" width="18" height="11" rx="2"/><path d="M7 11V7a5 5 0 0110 0v4"/>',
  minus: '<path d="M5 12h14"/>',
};

/** Unlike the app, which draws nothing, this refuses a name that doesn't exist. */
export function setIcon(element: HTMLElement, name: string): void {
  const shape = ICONS[name];
  if (shape === undefined) throw new Error(`unknown icon ${name}`);
  element.innerHTML = `<svg class="svg-icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" width="16" height="16">${shape}</svg>`;
}

export interface Command {
  id: string;
  name: string;
  callback?: () => void;
  checkCallback?: (checking: boolean) => boolean | void;
}

type PostProcessor = (element: HTMLElement, context: unknown) => void;

export class Plugin extends Component {
  readonly extensions: unknown[] = [];
  readonly commands: Command[] = [];
  readonly processors: PostProcessor[] = [];
  readonly tabs: PluginSettingTab[] = [];
  settings?: unknown;

  constructor(
    readonly app: { stored: unknown },
    readonly manifest: unknown,
  ) {
    super();
  }

  registerEditorExtension(extension: unknown): void {
    this.extensions.push(extension);
  }
  registerMarkdownPostProcessor(processor: PostProcessor): PostProcessor {
    this.processors.push(processor);
    return processor;
  }
  addCommand(command: Command): Command {
    this.commands.push(command);
    return command;
  }
  addSettingTab(tab: PluginSettingTab): void {
    this.tabs.push(tab);
  }
  addStatusBarItem(): HTMLElement {
    const place = document.querySelector(".status-bar") ?? document.body;
    return place.appendChild(dress(document.createElement("div"), { cls: "status-bar-item" }));
  }
  loadData(): Promise<unknown> {
    return Promise.resolve(this.app.stored ?? null);
  }
  saveData(data: unknown): Promise<void> {
    this.app.stored = structuredClone(data);
    return Promise.resolve();
  }
}

export type { EditorView };
