/** The plugin's place in the status bar: a button that says how things are. */

import type { Plugin } from "obsidian";

const GATHERED = 30;

export class StatusLine {
  private readonly element: HTMLElement;
  private timer = 0;

  constructor(
    plugin: Plugin,
    private readonly words: () => { short: string; long: string },
    press: () => void,
  ) {
    this.element = plugin.addStatusBarItem();
    this.element.addClass("vr-status", "mod-clickable");
    this.element.setAttribute("role", "button");
    this.element.setAttribute("tabindex", "0");
    plugin.registerDomEvent(this.element, "click", press);
    plugin.registerDomEvent(this.element, "keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      press();
    });
    plugin.register(() => window.clearTimeout(this.timer));
    this.show();
  }

  /** A burst of messages changes the line once. */
  show(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      const { short, long } = this.words();
      if (this.element.textContent !== short) this.element.setText(short);
      this.element.setAttribute("aria-label", `Vault runner. ${short === long ? "" : `${short}. `}${long}`);
    }, GATHERED);
  }
}
