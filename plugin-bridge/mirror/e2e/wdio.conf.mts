import path from "node:path";
import { parseObsidianVersions } from "wdio-obsidian-service";

const cacheDir = path.resolve(".obsidian-cache");
const versions = await parseObsidianVersions(process.env.OBSIDIAN_VERSIONS ?? "earliest/earliest latest/latest", { cacheDir });

export const config: WebdriverIO.Config = {
  runner: "local",
  framework: "mocha",
  specs: ["./*.e2e.mts"],
  maxInstances: 1,
  capabilities: versions.map(([appVersion, installerVersion]) => ({
    browserName: "obsidian",
    "wdio:obsidianOptions": { appVersion, installerVersion, plugins: ["."], vault: "e2e/vault" },
  })),
  services: ["obsidian"],
  reporters: ["obsidian"],
  mochaOpts: { ui: "bdd", timeout: 120_000 },
  waitforTimeout: 30_000,
  logLevel: "warn",
  cacheDir,
};
