import { Modal, type App } from "obsidian";
import type { Approval } from "../protocol/messages";

export type TrustAnswer = "vault" | "note" | "no";

/** Asks whether code may run; only a click on one of its buttons answers yes. */
export class TrustDialog extends Modal {
  private answer: TrustAnswer = "no";

  private constructor(
    app: App,
    private readonly facts: ReadonlyArray<readonly [string, string]>,
    private readonly offered: Pick<Approval, "offersVault" | "digest">,
    private readonly settled: (answer: TrustAnswer) => void,
  ) {
    super(app);
  }

  static ask(app: App, facts: ReadonlyArray<readonly [string, string]>, offered: Pick<Approval, "offersVault" | "digest">): Promise<TrustAnswer> {
    return new Promise((resolve) => new TrustDialog(app, facts, offered, resolve).open());
  }

  override onOpen(): void {
    this.setTitle("Run the code of this note?");
    const { contentEl } = this;
    contentEl.createEl("p", {
      text: "A note's code can do what you can do: read your files, write them, use the network. Trust only what you wrote or have read.",
    });
    const list = contentEl.createEl("dl", { cls: "vr-facts" });
    for (const [name, value] of this.facts) {
      list.createEl("dt", { text: name });
      list.createEl("dd", { text: value });
    }
    const row = contentEl.createDiv({ cls: "modal-button-container" });
    if (this.offered.offersVault) this.button(row, "Trust this vault", "vault", "mod-cta");
    if (this.offered.digest) this.button(row, "Trust this note", "note");
    const no = this.button(row, "Not now", "no");
    // An Enter that was meant for something else must not grant anything.
    this.contentEl.win.setTimeout(() => no.focus(), 0);
    contentEl.createEl("p", { cls: "vr-small", text: "The answer is kept on this device and is not synced. Checks that run no code work without it." });
  }

  override onClose(): void {
    this.contentEl.empty();
    this.settled(this.answer);
  }

  private button(row: HTMLElement, text: string, answer: TrustAnswer, cls = ""): HTMLElement {
    const button = row.createEl("button", { text, cls, attr: { type: "button" } });
    button.addEventListener("click", () => {
      this.answer = answer;
      this.close();
    });
    return button;
  }
}
