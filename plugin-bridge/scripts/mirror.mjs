// Assembles the repository that the community's list reads: it wants manifest.json at a repository's root.
// `npm run mirror -- FOLDER`; the folder must be new or empty but for `.git`.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const SAME = ["src", "scripts/build.mjs", "manifest.json", "versions.json", "styles.css", "LICENSE", "package-lock.json"];
const SCRIPTS = ["build", "typecheck", "lint"];

/** What only the whole repository can do is left out. */
function packageText() {
  const whole = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const scripts = Object.fromEntries(SCRIPTS.map((name) => [name, whole.scripts[name]]));
  return JSON.stringify({ ...whole, scripts }, null, 2) + "\n";
}

function tsconfigText() {
  const whole = JSON.parse(readFileSync(path.join(root, "tsconfig.json"), "utf8"));
  return JSON.stringify({ ...whole, include: ["src"] }, null, 2) + "\n";
}

function eslintText() {
  return readFileSync(path.join(root, "eslint.config.mjs"), "utf8").replace('"tests/**", ', '"e2e/**", ');
}

/** Links into the rest of the whole repository would lead nowhere. */
export function readmeText(text) {
  const [user] = text.split(/^## Develop$/m);
  const own = "## Develop\n\nThis repository is assembled from vault-runner's own, where the plugin is developed and tested. `npm ci && npm run build` gives the released `main.js`, byte for byte. `npm run typecheck` and `npm run lint` hold without findings. The workflow `obsidian.yml` tests it in Obsidian itself.\n";
  return user.replace(/\[([^\]]+)\]\(\.\.\/[^)]*\)/g, "$1") + own;
}

export function mirror(folder) {
  mkdirSync(folder, { recursive: true });
  const standing = readdirSync(folder).filter((name) => name !== ".git");
  if (standing.length > 0) throw new Error(`${folder} isn't empty: ${standing.slice(0, 3).join(", ")}`);
  for (const name of SAME) cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  cpSync(path.join(root, "mirror"), folder, { recursive: true });
  writeFileSync(path.join(folder, "package.json"), packageText());
  writeFileSync(path.join(folder, "tsconfig.json"), tsconfigText());
  writeFileSync(path.join(folder, "eslint.config.mjs"), eslintText());
  writeFileSync(path.join(folder, "README.md"), readmeText(readFileSync(path.join(root, "README.md"), "utf8")));
  writeFileSync(path.join(folder, ".gitignore"), "main.js\nnode_modules/\n.obsidian-cache/\n");
  for (const name of ["README.md", "LICENSE", "manifest.json"]) {
    if (!existsSync(path.join(folder, name))) throw new Error(`the list wants ${name}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error("name the folder that is to become the repository");
  mirror(path.resolve(folder));
}
