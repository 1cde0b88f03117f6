import { Modal, type App } from "obsidian";
import { plainText } from "./plain";

export interface Question {
  /** Whose question it is. */
  from: string;
  prompt: string;
  password: boolean;
}

/** Asks for the line that a block waits for; whatever closes it without an answer gives none. */
export class QuestionDialog extends Modal {
  private answer: string | null = null;

  constructor(
    app: App,
    private readonly question: Question,
    private readonly settled: (answer: string | null) => void,
  ) {
    super(app);
  }

  override onOpen(): void {
    const { contentEl, question } = this;
    this.setTitle(question.password ? "A block asks for a password" : "A block asks");
    contentEl.createEl("p", { cls: "vr-small", text: plainText(question.from), attr: { dir: "auto" } });
    const prompt = plainText(question.prompt).trim();
    // Text and nothing else: the words are the code's own.
    contentEl.createDiv({ cls: "vr-prompt", text: prompt, attr: { dir: "auto" } });
    const field = this.field(prompt);
    contentEl.createEl("p", { cls: "vr-small", text: "The answer goes to the code of this note. Without one the block ends with an error." });
    const row = contentEl.createDiv({ cls: "modal-button-container" });
    this.button(row, "Answer", () => this.give(field.value), "mod-cta");
    this.button(row, "No answer", () => this.close());
    contentEl.win.setTimeout(() => field.focus(), 0);
  }

  override onClose(): void {
    this.contentEl.empty();
    this.settled(this.answer);
  }

  private field(prompt: string): HTMLInputElement {
    const type = this.question.password ? "password" : "text";
    const label = prompt || (this.question.password ? "Password" : "Answer");
    const attr = { type, "aria-label": label, autocomplete: "off", spellcheck: "false", dir: "auto" };
    const field = this.contentEl.createEl("input", { cls: "vr-answer", attr });
    field.addEventListener("keydown", (event) => {
      // The Enter that ends a composition chooses a word, it doesn't answer.
      if (event.key !== "Enter" || event.isComposing || event.repeat) return;
      event.preventDefault();
      this.give(field.value);
    });
    return field;
  }

  private give(answer: string): void {
    this.answer = answer;
    this.close();
  }

  private button(row: HTMLElement, text: string, press: () => void, cls = ""): void {
    row.createEl("button", { text, cls, attr: { type: "button" } }).addEventListener("click", press);
  }
}
