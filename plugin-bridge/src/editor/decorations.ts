/** Where the toolbars and the outputs stand. Blocks between lines must come from a field. */

import { RangeSetBuilder, StateEffect, StateField, type EditorState, type Extension } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";
import { noteField, type BlockState, type BlockView } from "./field";
import { OutputWidget, ToolbarWidget, type Actions } from "./toolbar";

/** The backend's condition or a setting changed: draw anew. */
export const redraw = StateEffect.define<null>();

/** States of which the output is shown beside the note; a result that was placed stands in it. */
const SPEAKS: ReadonlySet<BlockState> = new Set(["running", "failed", "stopped"]);
const FAULT = Decoration.line({ class: "vr-fault" });

export function blockDecorations(actions: Actions, shown: () => boolean): Extension {
  const build = (state: EditorState): DecorationSet => decorations(state, actions, shown());
  return StateField.define<DecorationSet>({
    create: build,
    update(value, transaction) {
      const same = transaction.startState.field(noteField, false) === transaction.state.field(noteField);
      const asked = transaction.effects.some((effect) => effect.is(redraw));
      return same && !asked ? value : build(transaction.state);
    },
    provide: (field) => EditorView.decorations.from(field),
  });
}

function decorations(state: EditorState, actions: Actions, shown: boolean): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const condition = actions.condition();
  for (const view of state.field(noteField).views) {
    if (shown) {
      const widget = new ToolbarWidget(view, condition, actions);
      builder.add(view.openingEnd, view.openingEnd, Decoration.widget({ widget, side: 1 }));
    }
    addFault(builder, state, view);
    const { known } = view;
    if (!known || !(known.refused || (known.output && SPEAKS.has(view.state)))) continue;
    const widget = new OutputWidget(view, actions);
    builder.add(view.to, view.to, Decoration.widget({ widget, side: 1, block: true }));
  }
  return builder.finish();
}

function addFault(builder: RangeSetBuilder<Decoration>, state: EditorState, view: BlockView): void {
  const { known, block } = view;
  if (view.state !== "failed" || !known || known.fault <= 0) return;
  const line = block.line + known.fault;
  if (line <= block.line || line >= block.endLine) return;
  const { from } = state.doc.line(line + 1);
  builder.add(from, from, FAULT);
}
