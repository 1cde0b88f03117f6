/** Signs after the formulas of the reading view. A formula is known by its place among those of its section. */

import { MarkdownRenderChild, type MarkdownPostProcessorContext, type MarkdownSectionInformation } from "obsidian";
import type { EditorView } from "@codemirror/view";
import { marksField, signOf, type Mark, type MarkSettings, type Sign } from "../editor/marks";
import { formulasOf } from "./formulas";

export interface VerdictParts {
  lead(path: string): EditorView | null;
  shown(): MarkSettings;
}

export class ReadingVerdicts {
  private readonly sections = new Set<SectionVerdicts>();

  constructor(private readonly parts: VerdictParts) {}

  /** The post-processor. What is printed and what is embedded from elsewhere stays without signs. */
  add(element: HTMLElement, context: MarkdownPostProcessorContext): void {
    if (element.closest(".print, .internal-embed") || !element.querySelector(".math")) return;
    context.addChild(new SectionVerdicts(element, context, this.parts, this.sections));
  }

  refresh(path: string | null): void {
    for (const section of this.sections) if (path === null || section.path === path) section.draw();
  }
}

class SectionVerdicts extends MarkdownRenderChild {
  private drawn = "";

  constructor(
    element: HTMLElement,
    private readonly context: MarkdownPostProcessorContext,
    private readonly parts: VerdictParts,
    private readonly sections: Set<SectionVerdicts>,
  ) {
    super(element);
  }

  get path(): string {
    return this.context.sourcePath;
  }

  override onload(): void {
    this.sections.add(this);
    this.draw();
  }

  override onunload(): void {
    this.sections.delete(this);
    this.clear();
  }

  draw(): void {
    const math = Array.from(this.containerEl.querySelectorAll<HTMLElement>(".math"));
    const view = this.parts.lead(this.path);
    const section = this.context.getSectionInfo(this.containerEl);
    const signs = view && section ? signsOf(view, section, math.length, this.parts.shown()) : [];
    const drawn = JSON.stringify(signs);
    if (drawn === this.drawn) return;
    this.clear();
    this.drawn = drawn;
    math.forEach((formula, at) => {
      for (const sign of signs[at] ?? []) formula.after(this.badge(sign));
    });
  }

  private clear(): void {
    this.drawn = "";
    for (const badge of Array.from(this.containerEl.querySelectorAll(".vr-badge"))) badge.remove();
  }

  /** A button, so that the keyboard finds it; it opens what a mouse sees on hovering. */
  private badge({ sign, kind, words }: Sign): HTMLElement {
    const attr = { type: "button", title: words, "aria-label": words, "aria-expanded": "false" };
    const badge = this.containerEl.createEl("button", { cls: `vr-badge vr-mark vr-mark-${kind}`, text: sign, attr });
    badge.addEventListener("click", () => {
      const next = badge.nextElementSibling;
      const open = next?.hasClass("vr-words") === true;
      if (open) next.remove();
      else badge.after(this.containerEl.createSpan({ cls: "vr-badge vr-words", text: words, attr: { role: "status" } }));
      badge.setAttribute("aria-expanded", String(!open));
    });
    return badge;
  }
}

/** The signs of each formula; none at all if the section isn't what the editor holds, or is drawn otherwise than it reads. */
export function signsOf(view: EditorView, section: MarkdownSectionInformation, drawn: number, shown: MarkSettings): Sign[][] {
  const { doc } = view.state;
  const { lineStart, lineEnd } = section;
  if (lineEnd >= doc.lines || lineStart > lineEnd) return [];
  const [from, to] = [doc.line(lineStart + 1).from, doc.line(lineEnd + 1).to];
  const text = doc.sliceString(from, to, "\n");
  if (text !== section.text.split(/\r?\n/).slice(lineStart, lineEnd + 1).join("\n")) return [];
  const formulas = formulasOf(text);
  if (formulas.length !== drawn) return [];
  const marks = view.state.field(marksField);
  return formulas.map((formula) => gathered(marks.filter((mark) => isIn(mark, from + formula.from, from + formula.to)), shown));
}

function isIn(mark: Mark, from: number, to: number): boolean {
  return from <= mark.from && mark.to <= to;
}

/** One tick for all that holds in a formula; what doesn't hold is told one by one. */
function gathered(marks: readonly Mark[], shown: MarkSettings): Sign[] {
  const signs = marks.flatMap((mark) => signOf(mark.check, shown) ?? []);
  const others = signs.filter((sign) => sign.kind !== "verified");
  return others.length > 0 ? others.reverse() : signs.slice(0, 1);
}
