// Bundles src/main.ts into main.js. The same sources give the same bytes: no times, no absolute paths, no source map.
import { build } from "esbuild";
import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";

const HOST = [
  "obsidian", "electron",
  "@codemirror/autocomplete", "@codemirror/collab", "@codemirror/commands", "@codemirror/language",
  "@codemirror/lint", "@codemirror/search", "@codemirror/state", "@codemirror/view",
  "@lezer/common", "@lezer/highlight", "@lezer/lr",
];
const root = fileURLToPath(new URL("..", import.meta.url));

export function bundle(outfile) {
  return build({
    absWorkingDir: root,
    entryPoints: ["src/main.ts"],
    bundle: true,
    format: "cjs",
    platform: "browser",
    target: "es2022",
    external: [...HOST, ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
    legalComments: "none",
    charset: "utf8",
    treeShaking: true,
    // The names of modules stand in the bundle; a linked folder must not change them.
    preserveSymlinks: true,
    logLevel: "warning",
    outfile,
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle(process.argv[2] ?? "main.js");
