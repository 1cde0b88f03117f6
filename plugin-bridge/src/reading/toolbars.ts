/** Toolbars above the blocks of the reading view. Blocks are known by their code: a section may lack its lines. */

import { MarkdownRenderChild, type MarkdownPostProcessorContext } from "obsidian";
import type { EditorView } from "@codemirror/view";
import type { Condition } from "../backend/keeper";
import { noteField, type BlockView } from "../editor/field";
import { drawToolbar, makeToolbar } from "../editor/toolbar";
import { tickWithin } from "../editor/views";

const CODE = 'pre > code[class*="language-"]';
const LANGUAGE = /(?:^|\s)language-(?:run-)?\{?\.?(?:python3?|py)\b/i;
const TICK = 500;

export interface ReadingParts {
  lead(path: string): EditorView | null;
  condition(): Condition;
  press(view: EditorView, number: number): void;
}

export class ReadingToolbars {
  private readonly shown = new Set<ReadingToolbar>();

  constructor(private readonly parts: ReadingParts) {}

  /** The post-processor. Nothing is added to what is printed, nor to embeds of other notes. */
  add(element: HTMLElement, context: MarkdownPostProcessorContext): void {
    if (element.closest(".print, .internal-embed")) return;
    for (const code of Array.from(element.querySelectorAll<HTMLElement>(CODE))) {
      const pre = code.parentElement;
      if (!LANGUAGE.test(code.className) || !pre || pre.previousElementSibling?.hasClass("vr-toolbar")) continue;
      context.addChild(new ReadingToolbar(pre, code, context.sourcePath, this.parts, this.shown));
    }
  }

  refresh(path: string | null): void {
    for (const toolbar of this.shown) if (path === null || toolbar.path === path) toolbar.draw();
  }
}

class ReadingToolbar extends MarkdownRenderChild {
  private element: HTMLElement | null = null;

  constructor(
    private readonly pre: HTMLElement,
    private readonly code: HTMLElement,
    readonly path: string,
    private readonly parts: ReadingParts,
    private readonly shown: Set<ReadingToolbar>,
  ) {
    super(pre);
  }

  override onload(): void {
    this.shown.add(this);
    this.draw();
    this.registerInterval(this.pre.win.setInterval(() => this.element && tickWithin(this.element), TICK));
  }

  override onunload(): void {
    this.shown.delete(this);
    this.element?.remove();
  }

  draw(): void {
    const block = this.block();
    if (!block) {
      this.element?.remove();
      this.element = null;
      return;
    }
    if (!this.element) {
      this.element = makeToolbar(() => this.press());
      this.element.addClass("vr-reading");
      this.pre.before(this.element);
    }
    drawToolbar(this.element, block, this.parts.condition());
  }

  private press(): void {
    const [view, block] = [this.parts.lead(this.path), this.block()];
    if (view && block) this.parts.press(view, block.number);
  }

  /** The block with this code; of several equal ones, the one with the same place among them. */
  private block(): BlockView | null {
    const text = this.code.textContent.replace(/\n$/, "");
    const views = this.parts.lead(this.path)?.state.field(noteField, false)?.views ?? [];
    const same = views.filter((view) => view.block.source.replace(/\n$/, "") === text);
    if (same.length < 2) return same[0] ?? null;
    const peers = [...this.shown].filter((other) => other.path === this.path && other.sameCode(this));
    peers.sort((one, other) => (one.pre.compareDocumentPosition(other.pre) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    return same[peers.indexOf(this)] ?? null;
  }

  private sameCode(other: ReadingToolbar): boolean {
    return this.code.textContent === other.code.textContent && this.pre.isConnected;
  }
}
