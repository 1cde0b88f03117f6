/** What the plugin asks of the computer: programs to start, and where to look for them. */

export interface Child {
  write(bytes: Uint8Array): void;
  /** Closes the program's input. */
  end(): void;
  kill(signal: "SIGTERM" | "SIGKILL"): void;
  onStdout(listener: (bytes: Uint8Array) => void): void;
  onStderr(listener: (text: string) => void): void;
  /** Called once: with the code of its end, or with the reason why it didn't start. */
  onEnd(listener: (why: string) => void): void;
}

export interface Programs {
  start(program: string, args: string[], folder: string | undefined): Child;
  readonly platform: string;
  readonly home: string;
  readonly path: string;
  readonly shell: string;
  /** Whether the app runs in a sandbox that hides the computer's programs. */
  readonly sandboxed: "" | "Flatpak" | "Snap";
}
