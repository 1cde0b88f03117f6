// Compiled, never run: each class of the stand-in has, of the app's typings, the members that the plugin uses.
import type * as app from "obsidian";
import type * as standin from "./obsidian";

/** The names are members of both; a member that the app drops or renames breaks the compilation. */
type Shared<App, StandIn, Names extends keyof App & keyof StandIn> = Names;

export type Fidelity = [
  Shared<app.Plugin, standin.Plugin, "addCommand" | "addSettingTab" | "addStatusBarItem" | "loadData" | "saveData">,
  Shared<app.Plugin, standin.Plugin, "registerEditorExtension" | "registerMarkdownPostProcessor" | "settings">,
  Shared<app.Component, standin.Component, "load" | "onload" | "unload" | "onunload" | "register" | "registerEvent">,
  Shared<app.Component, standin.Component, "registerInterval" | "registerDomEvent" | "addChild">,
  Shared<app.Modal, standin.Modal, "open" | "close" | "onOpen" | "onClose" | "setTitle" | "contentEl" | "titleEl" | "modalEl">,
  Shared<app.PluginSettingTab, standin.PluginSettingTab, "getSettingDefinitions" | "getControlValue" | "setControlValue" | "update">,
  Shared<app.Setting, standin.Setting, "addText" | "addButton" | "addToggle" | "addDropdown" | "settingEl">,
  Shared<app.Notice, standin.Notice, "noticeEl" | "hide">,
  Shared<app.MarkdownRenderChild, standin.MarkdownRenderChild, "containerEl">,
  Shared<app.TFile, standin.TFile, "path" | "extension">,
  Shared<app.FileSystemAdapter, standin.FileSystemAdapter, "getBasePath">,
  Shared<typeof app.Platform, typeof standin.Platform, "isDesktopApp" | "isMobile">,
  Shared<typeof app, typeof standin, "editorInfoField" | "setIcon" | "Plugin" | "Modal" | "Notice" | "Platform" | "TFile">,
];
