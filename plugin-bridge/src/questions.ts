/** What blocks ask for by `input()`: one question after the other goes to the person. */

import type { App } from "obsidian";
import { isBusy, noteField } from "./editor/field";
import type { Views } from "./editor/views";
import { toPath } from "./notes/uris";
import type { BlockChange, Input, Typed } from "./protocol/messages";
import { QuestionDialog } from "./ui/question";

interface Asked {
  input: Input;
  settle: (answer: string | null) => void;
}

export interface QuestionsParts {
  app: App;
  root: string;
  views: Pick<Views, "lead" | "quiet">;
}

export class Questions {
  private waiting: Asked[] = [];
  private open: { asked: Asked; dialog: QuestionDialog } | null = null;
  private turning = false;

  constructor(private readonly parts: QuestionsParts) {}

  ask(input: Input): Promise<Typed> {
    return new Promise((resolve) => {
      this.waiting.push({ input, settle: (text) => resolve({ text }) });
      void this.next();
    });
  }

  /** A block that is over waits for no answer any more. */
  changed(change: BlockChange): void {
    if (!isBusy(change.state)) this.withdraw(({ runId, blockId }) => runId === change.runId && blockId === change.blockId);
  }

  /** The backend that asked is gone. */
  forget(): void {
    this.withdraw(() => true);
  }

  private withdraw(is: (input: Input) => boolean): void {
    const gone = this.waiting.filter(({ input }) => is(input));
    this.waiting = this.waiting.filter((asked) => !gone.includes(asked));
    for (const { settle } of gone) settle(null);
    if (this.open && is(this.open.asked.input)) this.open.dialog.close();
  }

  private async next(): Promise<void> {
    if (this.open || this.turning) return;
    this.turning = true;
    await this.parts.views.quiet();
    this.turning = false;
    const asked = this.waiting.shift();
    if (asked) this.show(asked);
  }

  private show(asked: Asked): void {
    const { prompt, password } = asked.input;
    const dialog = new QuestionDialog(this.parts.app, { from: this.whose(asked.input), prompt, password }, (answer) => {
      this.open = null;
      asked.settle(answer);
      void this.next();
    });
    this.open = { asked, dialog };
    dialog.open();
  }

  private whose({ uri, blockId }: Input): string {
    const path = toPath(this.parts.root, uri);
    const views = (path ? this.parts.views.lead(path) : null)?.state.field(noteField).views ?? [];
    const block = views.find((each) => each.known?.id === blockId);
    return block ? `Block ${block.number} of ${path ?? uri}` : `A block of ${path ?? uri}`;
  }
}
