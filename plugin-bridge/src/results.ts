/** Puts results into notes: through the editor if the note is open, else through the vault. */

import { isolateHistory } from "@codemirror/commands";
import { Transaction } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { TFile, type Vault } from "obsidian";
import { knownById, noteField, setRefused } from "./editor/field";
import type { Views } from "./editor/views";
import { placeInText } from "./notes/file_text";
import { asTextChange, placeResult, type Circumstances, type Reason } from "./notes/placement";
import type { Place, Placed } from "./protocol/messages";
import type { Settings } from "./settings";
import { refusalWords } from "./ui/words";

export class Results {
  constructor(
    private readonly vault: Vault,
    private readonly views: Views,
    private readonly settings: () => Settings,
    private readonly announce: (words: string) => void,
  ) {}

  /** Who writes is decided now, not when the run began: notes are opened and closed meanwhile. */
  async place(path: string, place: Place): Promise<Placed> {
    const view = this.views.lead(path);
    if (!view) return this.placeClosed(path, place);
    await this.views.turn(view);
    if (this.views.lead(path) !== view) return this.place(path, place);
    return this.placeOpen(view, place, {});
  }

  placeOpen(view: EditorView, place: Place, asked: Circumstances): Placed {
    if (view.state.readOnly) return this.refuse(view, place, "read-only");
    const { handEdited } = this.settings();
    const known = knownById(view.state, place.blockId);
    const tracked = known ? view.state.doc.lineAt(known.from).number - 1 : undefined;
    const now = { tracked, overwrite: handEdited === "replace", ...asked };
    const { doc } = view.state;
    const outcome = placeResult(doc.toJSON(), place, now);
    if ("reason" in outcome) {
      if (outcome.reason === "edited-by-hand" && handEdited === "keep") return { placed: false, reason: outcome.reason };
      return this.refuse(view, place, outcome.reason);
    }
    const bounds = (line: number): { from: number; to: number } => doc.line(line + 1);
    // One turn from the look to the write: no edit can come between. One step of its own for undo.
    view.dispatch({
      ...(outcome.replace ? { changes: asTextChange(outcome.replace, doc.lines, bounds, "\n") } : {}),
      effects: setRefused.of({ id: place.blockId, refused: null }),
      annotations: [isolateHistory.of("full"), Transaction.userEvent.of("vault-runner.result")],
    });
    return { placed: true, reason: "" };
  }

  private refuse(view: EditorView, place: Place, reason: Reason): Placed {
    view.dispatch({ effects: setRefused.of({ id: place.blockId, refused: { place, reason } }) });
    const block = view.state.field(noteField).views.find((each) => each.known?.id === place.blockId);
    // Who doesn't see the question below the block hears of it.
    this.announce(`${block ? `Block ${block.number}. ` : ""}${refusalWords({ place, reason })}`);
    return { placed: false, reason };
  }

  private async placeClosed(path: string, place: Place): Promise<Placed> {
    const file = this.vault.getAbstractFileByPath(path);
    if (!(file instanceof TFile)) return { placed: false, reason: "gone" };
    let reason: Reason | "" = "";
    const overwrite = this.settings().handEdited === "replace";
    await this.vault.process(file, (text) => {
      const outcome = placeInText(text, place, { overwrite });
      reason = "reason" in outcome ? outcome.reason : "";
      return "reason" in outcome ? text : outcome.text;
    });
    return { placed: reason === "", reason };
  }
}
