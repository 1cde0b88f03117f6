import { Platform, PluginSettingTab, type App, type Plugin, type SettingDefinitionItem } from "obsidian";
import type { LocalStore } from "./local";
import { addressFault } from "./backend/websocket";
import { MOBILE } from "./ui/words";

export interface Settings {
  start: "needed" | "always" | "hand";
  handEdited: "ask" | "keep" | "replace";
  checks: "typing" | "saving" | "asked";
  verifiedMarks: boolean;
  uncheckedMarks: boolean;
  buttons: boolean;
}

export const DEFAULTS: Settings = {
  start: "needed",
  handEdited: "ask",
  checks: "typing",
  verifiedMarks: true,
  uncheckedMarks: false,
  buttons: true,
};

/** What may stand for each setting; any other value, of a later version or of a broken file, is the default's. */
const CHOICES: { readonly [Key in keyof Settings]: ReadonlyArray<Settings[Key]> } = {
  start: ["needed", "always", "hand"],
  handEdited: ["ask", "keep", "replace"],
  checks: ["typing", "saving", "asked"],
  verifiedMarks: [true, false],
  uncheckedMarks: [true, false],
  buttons: [true, false],
};

/** The settings that a synced file holds; what it holds besides is kept for the version that wrote it. */
export function settingsOf(stored: unknown): Settings {
  const given = typeof stored === "object" && stored !== null && !Array.isArray(stored) ? (stored as Record<string, unknown>) : {};
  const usable = Object.entries(CHOICES).filter(([key, choices]) => (choices as readonly unknown[]).includes(given[key]));
  return { ...given, ...DEFAULTS, ...Object.fromEntries(usable.map(([key]) => [key, given[key]])) };
}

export const INSTALL = "pipx install 'vault-runner[all]'";

/** What the tab needs of the plugin. */
export interface SettingsOwner extends Plugin {
  settings: Settings;
  local: LocalStore;
  settingsChanged(key: string): void | Promise<void>;
  revokeTrust(): void | Promise<void>;
}

export class RunnerSettingTab extends PluginSettingTab {
  constructor(
    app: App,
    private readonly owner: SettingsOwner,
  ) {
    super(app, owner);
  }

  override async setControlValue(key: string, value: unknown): Promise<void> {
    Object.assign(this.owner.settings, { [key]: value });
    await this.owner.saveData(this.owner.settings);
    await this.owner.settingsChanged(key);
  }

  override getControlValue(key: string): unknown {
    return this.owner.settings[key as keyof Settings];
  }

  override getSettingDefinitions(): SettingDefinitionItem[] {
    if (!Platform.isDesktopApp) return [{ name: "On this device", desc: MOBILE, render: () => undefined }];
    return [
      { type: "group", heading: "Backend", items: [this.install(), this.start(), ...this.device()] },
      { type: "group", heading: "Notes", items: [...this.notes()] },
      { type: "group", heading: "Trust", items: [this.trust()] },
    ];
  }

  private install(): SettingDefinitionItem & { name: string } {
    return {
      name: "Install",
      desc: `This plugin installs nothing. In a terminal: ${INSTALL}`,
      render: (setting) => {
        setting.addButton((button) =>
          button.setButtonText("Copy the command").onClick(() => void navigator.clipboard.writeText(INSTALL)),
        );
      },
    };
  }

  private start(): SettingDefinitionItem & { name: string } {
    const options = { needed: "When a note needs it", always: "With the app", hand: "Only by hand" };
    return { name: "Start backend", control: { type: "dropdown", key: "start", options } };
  }

  /** These hold for this device alone, so they are kept out of the file that is synced. */
  private device(): Array<SettingDefinitionItem & { name: string }> {
    const { local } = this.owner;
    const changed = (): void => void this.owner.settingsChanged("device");
    const text = (name: string, desc: string, key: "program" | "interpreter" | "address" | "token", placeholder: string) => ({
      name,
      desc,
      render: (setting: import("obsidian").Setting) => {
        setting.addText((input) => {
          input.setPlaceholder(placeholder).setValue(local.read()[key]);
          if (key === "token") input.inputEl.type = "password";
          input.inputEl.addEventListener("change", () => {
            const value = input.getValue().trim();
            const fault = key === "address" && value ? addressFault(value) : "";
            input.inputEl.setCustomValidity(fault);
            input.inputEl.reportValidity();
            if (!fault) local.change({ [key]: value });
            if (!fault) changed();
          });
        });
      },
    });
    return [
      {
        name: "Connection",
        desc: "On this device. “Connect to a running one” helps where the app can't start programs.",
        render: (setting) => {
          setting.addDropdown((dropdown) =>
            dropdown
              .addOptions({ start: "Start it for me", connect: "Connect to a running one" })
              .setValue(local.read().connection)
              .onChange((value) => {
                local.change({ connection: value === "connect" ? "connect" : "start" });
                changed();
              }),
          );
        },
      },
      text("Backend program", "On this device. Empty: looked for in the usual places.", "program", "/home/me/.local/bin/vault-run"),
      text("Address", "On this device, for a running backend.", "address", "ws://127.0.0.1:8765"),
      text("Token", "On this device; the running backend shows it.", "token", ""),
      text("Python for notes", "On this device. Empty: the backend's own choice.", "interpreter", "/usr/bin/python3"),
    ];
  }

  /** On this device alone: a synced vault must not start to run code elsewhere. */
  private live(): SettingDefinitionItem & { name: string } {
    const { local } = this.owner;
    return {
      name: "Run by itself",
      desc: "On this device. After an edit, blocks that you trust and that ran before run again if that takes two seconds at most; all others wait for a click.",
      render: (setting) => {
        setting.addToggle((toggle) =>
          toggle.setValue(local.read().live).onChange((live) => {
            local.change({ live });
            void this.owner.settingsChanged("live");
          }),
        );
      },
    };
  }

  private notes(): Array<SettingDefinitionItem & { name: string }> {
    const handEdited = { ask: "Ask", keep: "Keep mine", replace: "Replace" };
    const checks = { typing: "As you type", saving: "On save", asked: "By hand" };
    return [
      this.live(),
      { name: "Output edited by hand", control: { type: "dropdown", key: "handEdited", options: handEdited } },
      { name: "Checks", control: { type: "dropdown", key: "checks", options: checks } },
      { name: "Show verified marks", desc: "A tick after each statement that holds.", control: { type: "toggle", key: "verifiedMarks" } },
      {
        name: "Show what could not be checked",
        desc: "A question mark with what would make it checkable.",
        control: { type: "toggle", key: "uncheckedMarks" },
      },
      { name: "Buttons in the editor", control: { type: "toggle", key: "buttons" } },
      {
        name: "Limits, figures, tags",
        desc: "How long a block may run, where figures go and which blocks run is said by vault-run.yaml in the vault's folder.",
        render: () => undefined,
      },
    ];
  }

  private trust(): SettingDefinitionItem & { name: string } {
    return {
      name: "This vault on this device",
      desc: "Code runs only in vaults and notes that you trust. The answers are kept on this device by the backend and never synced.",
      render: (setting) => {
        setting.addButton((button) =>
          button.setButtonText("Remove trust").onClick(() => void Promise.resolve(this.owner.revokeTrust()).then(() => this.update())),
        );
      },
    };
  }
}
