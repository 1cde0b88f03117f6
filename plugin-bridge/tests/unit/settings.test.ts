// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { LocalStore } from "../../src/local";
import { DEFAULTS, RunnerSettingTab, settingsOf, type SettingsOwner } from "../../src/settings";
import { Platform, type PluginSettingTab } from "../standin/obsidian";

function tab() {
  const kept = new Map<string, unknown>();
  const told: string[] = [];
  const saved: unknown[] = [];
  const owner = {
    settings: { ...DEFAULTS },
    local: new LocalStore({ loadLocalStorage: (key) => kept.get(key) ?? null, saveLocalStorage: (key, value) => void kept.set(key, value) }),
    saveData: (data: unknown) => Promise.resolve(void saved.push(structuredClone(data))),
    settingsChanged: (key: string) => void told.push(key),
    revokeTrust: () => void told.push("revoked"),
  };
  const made = new RunnerSettingTab({} as never, owner as unknown as SettingsOwner);
  const shown = made as unknown as PluginSettingTab;
  shown.update();
  const row = (name: string): HTMLElement => {
    const rows = Array.from(shown.containerEl.querySelectorAll<HTMLElement>(".setting-item"));
    const found = rows.find((each) => each.querySelector(".setting-item-name")?.textContent === name);
    if (!found) throw new Error(`no row ${name}`);
    return found;
  };
  return { owner, row, told, saved, place: shown.containerEl };
}

function choose(row: HTMLElement, value: string): void {
  const field = row.querySelector<HTMLInputElement | HTMLSelectElement>("select, input");
  if (!field) throw new Error("nothing to choose in");
  field.value = value;
  field.dispatchEvent(new Event("change"));
}

beforeEach(() => {
  Platform.isDesktopApp = true;
});

describe("settings", () => {
  it.each([null, undefined, 7, "text", [1], {}, { checks: "never", handEdited: 5, buttons: "yes", start: null }])("that can't be used are the usual ones: %j", (stored) => {
    expect(settingsOf(stored)).toEqual({ ...DEFAULTS });
  });

  it("of a later version are kept beside those that are known", () => {
    const settings = settingsOf({ checks: "asked", later: { of: "a later version" } });
    expect(settings).toEqual({ ...DEFAULTS, checks: "asked", later: { of: "a later version" } });
  });

  it.each([null, 5, "text", { connection: "both", program: 7, live: "yes", told: 1 }])("of the device that can't be used are the usual ones: %j", (kept) => {
    const local = new LocalStore({ loadLocalStorage: () => kept, saveLocalStorage: () => undefined });
    expect(local.read()).toEqual({ connection: "start", program: "", interpreter: "", address: "", token: "", live: false, told: false });
  });

  it("that hold for the vault go into the synced file", async () => {
    const { row, saved, told, owner } = tab();
    choose(row("Output edited by hand"), "keep");
    await Promise.resolve();
    await Promise.resolve();
    expect(owner.settings.handEdited).toBe("keep");
    expect(saved).toEqual([{ ...DEFAULTS, handEdited: "keep" }]);
    expect(told).toEqual(["handEdited"]);
  });

  it.each([["Backend program", "program", "/opt/vault-run"], ["Python for notes", "interpreter", "/usr/bin/python3"], ["Token", "token", "secret"], ["Address", "address", "ws://127.0.0.1:8765"], ["Connection", "connection", "connect"]] as const)(
    "that hold for the device stay out of it: %s",
    (name, key, value) => {
      const { row, owner, saved, told } = tab();
      choose(row(name), value);
      expect(owner.local.read()[key]).toBe(value);
      expect(saved).toEqual([]);
      expect(told).toEqual(["device"]);
    },
  );

  it("let blocks run by themselves on this device alone, and not before that is asked for", () => {
    const { row, owner, saved, told } = tab();
    const box = row("Run by itself").querySelector("input");
    expect([box?.checked, owner.local.read().live]).toEqual([false, false]);
    if (box) box.checked = true;
    box?.dispatchEvent(new Event("change"));
    expect(owner.local.read().live).toBe(true);
    expect(saved).toEqual([]);
    expect(told).toEqual(["live"]);
  });

  it("take no address of another computer", () => {
    const { row, owner, told } = tab();
    choose(row("Address"), "ws://example.org:80");
    expect(owner.local.read().address).toBe("");
    expect(told).toEqual([]);
  });

  it("show each control with its present value", () => {
    const { row } = tab();
    expect(row("Start backend").querySelector("select")?.value).toBe("needed");
    expect(row("Checks").querySelector("select")?.value).toBe("typing");
    expect(row("Show verified marks").querySelector("input")?.checked).toBe(true);
    expect(row("Show what could not be checked").querySelector("input")?.checked).toBe(false);
    expect(row("Token").querySelector("input")?.type).toBe("password");
  });

  it("take trust away by a button", () => {
    const { row, told } = tab();
    row("This vault on this device").querySelector("button")?.click();
    expect(told).toEqual(["revoked"]);
  });

  it("on a phone only say what the plugin can't do there", () => {
    Platform.isDesktopApp = false;
    const { place } = tab();
    expect(place.querySelectorAll(".setting-item").length).toBe(1);
    expect(place.textContent).toMatch(/desktop only.*stay readable/);
  });
});
