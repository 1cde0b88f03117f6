/** A way to a backend: whole messages in both directions, and one end. */
export interface Transport {
  send(message: string): void;
  onMessage(listener: (message: string) => void): void;
  /** Called once. */
  onClose(listener: (why: string) => void): void;
  /** Ends the connection kindly; a child process is ended by force if it doesn't go. */
  close(): void;
}
