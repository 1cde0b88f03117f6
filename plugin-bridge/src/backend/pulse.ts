/** Asks a backend that is at work, now and then, whether it still answers. */

export interface PulseParts {
  /** Whether anything runs: a backend at rest is left alone. */
  busy: () => boolean;
  ask: () => Promise<unknown>;
  /** It left several questions unanswered. */
  silent: () => void;
}

export const BEAT = 15_000;
const MISSES = 2;

export class Pulse {
  private timer = 0;
  private open = 0;

  constructor(private readonly parts: PulseParts) {}

  start(): void {
    this.stop();
    this.timer = window.setInterval(() => this.beat(), BEAT);
  }

  stop(): void {
    window.clearInterval(this.timer);
    this.timer = this.open = 0;
  }

  private beat(): void {
    if (!this.parts.busy()) {
      this.open = 0;
      return;
    }
    if (this.open >= MISSES) {
      this.stop();
      this.parts.silent();
      return;
    }
    this.open++;
    // An error is an answer, too.
    const answered = (): void => void (this.open = 0);
    this.parts.ask().then(answered, answered);
  }
}
