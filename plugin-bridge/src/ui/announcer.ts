/** One polite live region for the plugin: what the eye sees in a toolbar is said here. */
export class Announcer {
  private element: HTMLElement | null = null;

  say(words: string): void {
    const { body } = activeDocument;
    if (this.element?.ownerDocument !== activeDocument) {
      this.element?.remove();
      this.element = body.createDiv({ cls: "vr-announcer", attr: { role: "status", "aria-live": "polite" } });
    }
    this.element.setText(words);
  }

  remove(): void {
    this.element?.remove();
    this.element = null;
  }
}
