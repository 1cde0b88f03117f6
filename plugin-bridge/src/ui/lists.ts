/** Plain lists in a dialog: findings, runs, the log. */

import { Modal, type App } from "obsidian";

export interface Row {
  head: string;
  text: string;
  cls?: string;
  /** What the row's button does; without one the row is only read. */
  press?: (() => void) | undefined;
  button?: string;
}

export class ListDialog extends Modal {
  constructor(
    app: App,
    private readonly title: string,
    private readonly rows: readonly Row[],
    private readonly none: string,
  ) {
    super(app);
  }

  override onOpen(): void {
    this.setTitle(this.title);
    if (this.rows.length === 0) this.contentEl.createEl("p", { text: this.none });
    const list = this.contentEl.createEl("ul", { cls: "vr-list" });
    for (const row of this.rows) this.draw(list, row);
  }

  override onClose(): void {
    this.contentEl.empty();
  }

  private draw(list: HTMLElement, row: Row): void {
    const item = list.createEl("li", { cls: row.cls ?? "" });
    const { press } = row;
    const head = press ? item.createEl("button", { cls: "vr-row", attr: { type: "button" } }) : item.createDiv({ cls: "vr-row" });
    head.createSpan({ cls: "vr-row-head", text: row.head });
    head.createSpan({ cls: "vr-row-text", text: row.text });
    if (row.button) head.createSpan({ cls: "vr-row-button", text: row.button });
    if (press) {
      head.addEventListener("click", () => {
        this.close();
        press();
      });
    }
  }
}

const LINES = 1000;

export class Log {
  private lines: string[] = [];

  add(line: string): void {
    if (line === "") return;
    this.lines.push(`${new Date().toISOString().slice(11, 19)} ${line}`);
    if (this.lines.length > LINES) this.lines = this.lines.slice(-LINES);
  }

  get text(): string {
    return this.lines.join("\n");
  }
}

export class LogDialog extends Modal {
  constructor(
    app: App,
    private readonly log: Log,
  ) {
    super(app);
  }

  override onOpen(): void {
    this.setTitle("Log");
    const text = this.log.text || "Nothing yet.";
    this.contentEl.createEl("pre", { cls: "vr-log", text, attr: { tabindex: "0" } });
    const row = this.contentEl.createDiv({ cls: "modal-button-container" });
    row.createEl("button", { text: "Copy", attr: { type: "button" } }).addEventListener("click", () => {
      void navigator.clipboard.writeText(text);
    });
  }

  override onClose(): void {
    this.contentEl.empty();
  }
}
