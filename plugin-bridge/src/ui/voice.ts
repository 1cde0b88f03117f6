/** Says things to the person: on the screen, to a screen reader, and, of what failed, in the log. */

import { Notice } from "obsidian";
import { Announcer } from "./announcer";
import type { Log } from "./lists";
import { errorWords } from "./words";

export class Voice {
  readonly announcer = new Announcer();

  constructor(private readonly log: Log) {}

  say(words: string): void {
    new Notice(words);
    this.announcer.say(words);
  }

  fail(error: unknown): void {
    const words = errorWords(error);
    this.log.add(words);
    this.say(words);
  }

  async attempt(act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.fail(error);
    }
  }
}
