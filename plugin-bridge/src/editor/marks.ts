/** Marks after statements: a tick, a cross, or, if asked for, a question mark; under wrong ones a line, with the reason. */

import { diagnosticCount, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { StateEffect, StateField, type ChangeDesc, type EditorState, type Extension, type Text } from "@codemirror/state";
import { Decoration, EditorView, hoverTooltip, WidgetType, type DecorationSet, type Tooltip } from "@codemirror/view";
import type { Check, Checks, Range } from "../protocol/messages";
import { offsetAt } from "../notes/changes";
import { verdictDetails, verdictWords } from "../ui/verdict_words";
import { redraw } from "./decorations";

export interface Mark {
  check: Check;
  from: number;
  to: number;
  /** Where its sign stands: behind the formula's delimiter, since the app draws the formula in place of its text. */
  at: number;
}

export interface LspDiagnostic {
  range: Range;
  severity?: number;
  code?: string | number;
  source?: string;
  message: string;
}

export const setChecks = StateEffect.define<Checks | null>();

export const marksField = StateField.define<readonly Mark[]>({
  create: () => [],
  update(marks, transaction) {
    let next = marks;
    if (transaction.docChanged) {
      // A verdict holds for the statement that was read; of one that is being edited nothing is said.
      next = marks
        .filter((mark) => !transaction.changes.touchesRange(mark.from, mark.to))
        .map((mark) => followed(mark, transaction.changes));
    }
    for (const effect of transaction.effects) {
      if (effect.is(setChecks)) next = effect.value ? marksOf(effect.value, transaction.state.doc) : [];
    }
    return next;
  },
});

function followed(mark: Mark, changes: ChangeDesc): Mark {
  const { from, to, at } = mark;
  return { ...mark, from: changes.mapPos(from, 1), to: changes.mapPos(to, -1), at: changes.mapPos(at, -1) };
}

export function isWrong(check: Check): boolean {
  return (check.status === "refuted" || check.status === "doubted") && !check.expectWrong;
}

/** The statements that a person should look at, in the note's order. */
export function findings(state: EditorState): Mark[] {
  return state.field(marksField).filter((mark) => isWrong(mark.check));
}

class MarkWidget extends WidgetType {
  constructor(
    private readonly sign: string,
    private readonly kind: string,
    private readonly words: string,
  ) {
    super();
  }

  override eq(other: MarkWidget): boolean {
    return other.sign === this.sign && other.words === this.words;
  }

  override toDOM(): HTMLElement {
    const element = createSpan({ cls: `vr-mark vr-mark-${this.kind}` });
    element.setAttribute("role", "img");
    element.setAttribute("aria-label", this.words);
    element.title = this.words;
    element.setText(this.sign);
    return element;
  }
}

export interface MarkSettings {
  verified: boolean;
  unchecked: boolean;
}

export function markDecorations(shown: () => MarkSettings): Extension {
  const build = (state: EditorState): DecorationSet => decorations(state.field(marksField), shown());
  const drawn = StateField.define<DecorationSet>({
    create: build,
    update(value, transaction) {
      const same = transaction.startState.field(marksField, false) === transaction.state.field(marksField);
      const asked = transaction.effects.some((effect) => effect.is(redraw));
      return same && !asked ? value : build(transaction.state);
    },
    provide: (field) => EditorView.decorations.from(field),
  });
  return [marksField, drawn, hoverTooltip(reasonAt)];
}

function decorations(marks: readonly Mark[], shown: MarkSettings): DecorationSet {
  return Decoration.set(
    marks.flatMap((mark) => {
      const { check, from, to, at } = mark;
      const widget = widgetOf(check, shown);
      const sign = widget ? [Decoration.widget({ widget, side: 1 }).range(at)] : [];
      return isWrong(check) && from < to ? [UNDER[check.status === "refuted" ? "refuted" : "doubted"].range(from, to), ...sign] : sign;
    }),
    true,
  );
}

const UNDER = { refuted: Decoration.mark({ class: "vr-refuted" }), doubted: Decoration.mark({ class: "vr-doubted" }) };

/** Above its line: below it stand, more often than not, a block's state and its output, which change meanwhile. */
function reasonAt({ state }: EditorView, offset: number): Tooltip | null {
  const here = findings(state).filter(({ from, to }) => from <= offset && offset <= to);
  const [first] = here;
  if (!first) return null;
  const create = (): { dom: HTMLElement } => {
    const dom = createDiv({ cls: "vr-reasons" });
    for (const { check } of here) dom.append(drawVerdict(check));
    return { dom };
  };
  return { pos: first.from, end: first.to, above: true, create };
}

function widgetOf(check: Check, shown: MarkSettings): MarkWidget | null {
  const sign = signOf(check, shown);
  return sign && new MarkWidget(sign.sign, sign.kind, sign.words);
}

export interface Sign {
  sign: string;
  kind: string;
  words: string;
}

/** What stands behind a statement, in the editor and in the reading view; nothing for what says nothing. */
export function signOf(check: Check, shown: MarkSettings): Sign | null {
  if (check.status === "verified" || check.status === "verified-exact") {
    return shown.verified ? { sign: "✓", kind: "verified", words: verdictWords(check) } : null;
  }
  if (isWrong(check)) return { sign: check.status === "refuted" ? "✗" : "?", kind: check.status, words: fullWords(check) };
  const open = check.status === "not-checkable" || check.status === "ambiguous";
  return open && shown.unchecked ? { sign: "?", kind: "unchecked", words: fullWords(check) } : null;
}

/** With the counterexample and the remedy: in Live Preview the app draws the formula over its underlined text. */
function fullWords(check: Check): string {
  return [verdictWords(check), ...verdictDetails(check).map(([name, value]) => `${name}: ${value}`)].join("\n");
}

function marksOf(checks: Checks, doc: Text): Mark[] {
  return checks.checks.map((check) => {
    const to = offsetAt(doc, check.range.end);
    return { check, from: offsetAt(doc, check.range.start), to, at: behindDelimiter(doc, to) };
  });
}

const DELIMITER = /^[\s>.,;]*(?:\\tag\*?\{[^}]*\}\s*)?(?:\$\$?|\\\]|\\\))/;
const NEAR = 80;

function behindDelimiter(doc: Text, to: number): number {
  const found = DELIMITER.exec(doc.sliceString(to, Math.min(doc.length, to + NEAR), "\n"));
  // Behind a formula that is complete, the next `$` would open another one.
  return found && !/\$$/.test(doc.sliceString(Math.max(0, to - 1), to)) ? to + found[0].length : to;
}

/** Shows squiggles under what the backend found besides wrong and doubtful statements. */
export function showDiagnostics(view: EditorView, found: readonly LspDiagnostic[]): void {
  const { state } = view;
  const taken = new Set(findings(state).map((mark) => `${mark.from}-${mark.to}`));
  const diagnostics = found
    .map((each) => ({ each, from: offsetAt(state.doc, each.range.start), to: offsetAt(state.doc, each.range.end) }))
    .filter(({ each, from, to }) => (each.severity ?? 1) <= 2 && !taken.has(`${from}-${to}`))
    .map(({ each, from, to }) => ofDiagnostic(each, from, to));
  if (diagnostics.length === 0 && diagnosticCount(state) === 0) return;
  view.dispatch(setDiagnostics(state, diagnostics.sort((one, other) => one.from - other.from)));
}

function ofDiagnostic(found: LspDiagnostic, from: number, to: number): Diagnostic {
  const severity = found.severity === 2 ? "warning" : "error";
  const code = found.code === undefined ? "" : ` [${found.code}]`;
  return { from, to, severity, message: found.message + code };
}

export function drawVerdict(check: Check): HTMLElement {
  const element = createDiv({ cls: "vr-verdict" });
  element.createDiv({ cls: "vr-verdict-head", text: verdictWords(check) });
  const list = element.createEl("dl");
  for (const [name, value] of verdictDetails(check)) {
    list.createEl("dt", { text: name });
    list.createEl("dd", { text: value });
  }
  if (check.rule) element.createDiv({ cls: "vr-rule", text: check.rule });
  return element;
}
