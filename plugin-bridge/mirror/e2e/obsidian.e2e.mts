// What only Obsidian itself can settle. Each case starts in a fresh copy of the vault beside it.
import { $, $$, browser, expect } from "@wdio/globals";
import { before, beforeEach, describe, it } from "mocha";

const NOTE = "Note.md";
const text = (): Promise<string> =>
  browser.executeObsidian(({ app }) => app.workspace.activeEditor?.editor?.getValue() ?? "") as Promise<string>;
const open = (file: string, mode: "source" | "preview" = "source"): Promise<unknown> =>
  browser.executeObsidian(
    async ({ app }, path, shown) => {
      const leaf = app.workspace.getLeaf(false);
      await leaf.setViewState({ type: "markdown", state: { file: path, mode: shown, source: false }, active: true });
    },
    file,
    mode,
  );
const button = (number: number) => $(`button[aria-label*="un block ${number}"]`);

async function run(number: number): Promise<void> {
  await button(number).click();
  const trust = await $(".modal button.mod-cta");
  if (await trust.waitForExist({ timeout: 5_000 }).catch(() => false)) await trust.click();
}

describe("the plugin in Obsidian", () => {
  before(async () => {
    await browser.reloadObsidian({ vault: "e2e/vault" });
  });
  beforeEach(async () => {
    await open(NOTE);
    await button(1).waitForExist();
  });

  it("finds the backend on this system's path and names it in the status bar", async () => {
    await browser.waitUntil(async () => (await $(".vr-status").getAttribute("aria-label"))?.includes("vault-runner") ?? false);
  });

  it("runs a block in Live Preview; one undo takes its output away", async () => {
    const before = await text();
    await run(1);
    await browser.waitUntil(async () => (await text()).includes("~~~output\nfirst\n~~~"));
    await browser.executeObsidian(({ app }) => app.workspace.activeEditor?.editor?.undo());
    expect(await text()).toBe(before);
  });

  it("has a button for each block of a callout", async () => {
    await run(3);
    await browser.waitUntil(async () => (await text()).includes("> ~~~output\n> third\n> ~~~"));
  });

  it("writes once where two panes show one note", async () => {
    await browser.executeObsidian(async ({ app }) => {
      await app.workspace.duplicateLeaf(app.workspace.getMostRecentLeaf()!, "split");
    });
    await run(1);
    await browser.waitUntil(async () => (await text()).includes("~~~output"));
    await browser.pause(1000);
    expect((await text()).split("<!-- vr:out").length).toBe(2);
  });

  it("shows buttons and signs in the reading view", async () => {
    await open(NOTE, "preview");
    await $(".vr-toolbar.vr-reading").waitForExist();
    await $(".vr-badge.vr-mark-verified").waitForExist();
    expect(await $$(".markdown-reading-view .vr-run").length).toBe(3);
  });

  it("works in a window of its own", async () => {
    await browser.executeObsidian(({ app }) => void app.workspace.moveLeafToPopout(app.workspace.getMostRecentLeaf()!));
    const handles = await browser.getWindowHandles();
    await browser.switchToWindow(handles.at(-1)!);
    await run(1);
    await browser.waitUntil(async () => (await text()).includes("~~~output"));
  });

  it("keeps what another program writes while a block runs", async () => {
    await run(2);
    await browser.executeObsidian(async ({ app }, path) => {
      const file = app.vault.getFileByPath(path)!;
      await app.vault.process(file, (given) => given + "\nFrom outside.\n");
    }, NOTE);
    await browser.waitUntil(async () => (await text()).includes("second\n~~~"));
    expect(await text()).toContain("From outside.");
  });
});
