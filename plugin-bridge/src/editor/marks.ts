/** Marks after statements: a tick, a cross, or, if asked for, a question mark; and the squiggles with their reasons. */

import { diagnosticCount, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { RangeSetBuilder, StateEffect, StateField, type ChangeDesc, type EditorState, type Extension, type Text } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view";
import type { Check, Checks, Range } from "../protocol/messages";
import { offsetAt } from "../notes/changes";
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

/** A verdict in words, with what shows it. */
export function verdictWords(check: Check): string {
  const heads: Record<Check["status"], string> = {
    "verified-exact": "Holds",
    verified: "Holds",
    refuted: "Wrong",
    doubted: "Doubtful",
    definition: "Definition",
    recurrence: "Recurrence",
    ambiguous: "Can be read in several ways",
    "not-checkable": "Could not be checked",
  };
  return check.reason ? `${heads[check.status]}: ${check.reason}` : heads[check.status];
}

/** Of use to whoever mends the engine; the counterexample itself is not among them. */
const INTERNAL = new Set(["code", "engine", "points", "worst", "trial", "unread", "small", "seed", "left", "right", "error"]);

export function verdictDetails(check: Check): Array<[string, string]> {
  const rows: Array<[string, string]> = [
    ["Read as", check.reading ?? ""],
    ["Says", check.expected ?? ""],
    ["Is", check.found ?? ""],
    ...Object.entries(check.evidence ?? {}).filter(([name]) => !INTERNAL.has(name)),
    ["What to do", check.remedy ?? ""],
  ];
  return rows.filter(([, value]) => value !== "");
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
  return [marksField, drawn];
}

function decorations(marks: readonly Mark[], shown: MarkSettings): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const sorted = [...marks].sort((one, other) => one.at - other.at);
  for (const { check, at } of sorted) {
    const widget = widgetOf(check, shown);
    if (widget) builder.add(at, at, Decoration.widget({ widget, side: 1 }));
  }
  return builder.finish();
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

/** Shows squiggles: wrong and doubtful statements, and what else the backend found. */
export function showDiagnostics(view: EditorView, found: readonly LspDiagnostic[]): void {
  const { state } = view;
  const wrong = findings(state);
  const taken = new Set(wrong.map((mark) => `${mark.from}-${mark.to}`));
  const others = found
    .map((each) => ({ each, from: offsetAt(state.doc, each.range.start), to: offsetAt(state.doc, each.range.end) }))
    .filter(({ each, from, to }) => (each.severity ?? 1) <= 2 && !taken.has(`${from}-${to}`));
  const diagnostics: Diagnostic[] = [
    ...wrong.map((mark) => ofMark(mark)),
    ...others.map(({ each, from, to }) => ofDiagnostic(each, from, to)),
  ];
  if (diagnostics.length === 0 && diagnosticCount(state) === 0) return;
  view.dispatch(setDiagnostics(state, diagnostics.sort((one, other) => one.from - other.from)));
}

function ofMark({ check, from, to }: Mark): Diagnostic {
  return {
    from,
    to,
    severity: check.status === "refuted" ? "error" : "warning",
    message: verdictWords(check),
    markClass: `vr-${check.status}`,
    renderMessage: () => drawVerdict(check),
  };
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
