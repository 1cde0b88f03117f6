/** Finds the backend: a stated place first, then where such tools usually are. Never inside the vault. */

import type { Programs } from "./programs";

const NAME = "vault-run";
const ANSWER = /\bvault-run(?:ner)?\b.*?(\d+\.\d+\.\d+)/;
const PATIENCE = 5000;
const SHELL_PATIENCE = 3000;
const MARK = "__vault_runner_path__";

export interface FoundBackend {
  program: string;
  version: string;
}

export interface Search {
  programs: Programs;
  /** The user's own choice for this device; empty for none. */
  stated: string;
  vault: string;
}

/** Returns the first program that answers with its version; null if there is none. */
export async function findBackend(search: Search): Promise<FoundBackend | null> {
  const { stated } = search;
  if (stated) return ask(search, stated);
  const tried = new Set<string>();
  for (const places of [onPath(search), () => onShellPath(search), () => toolFolders(search.programs)]) {
    for (const program of await places()) {
      if (tried.has(program) || isInside(search.vault, program)) continue;
      tried.add(program);
      const found = await ask(search, program);
      if (found) return found;
    }
  }
  return null;
}

/** A shared vault may carry a program; it must not be started to find out what it is. */
export function isInside(vault: string, program: string): boolean {
  const plain = (path: string): string => path.replace(/\\/g, "/").replace(/\/+$/, "").toLowerCase();
  return vault !== "" && plain(program).startsWith(plain(vault) + "/");
}

function onPath({ programs, vault }: Search): () => Promise<string[]> {
  return () => Promise.resolve(inFolders(programs, programs.path, vault));
}

function inFolders(programs: Programs, path: string, vault: string): string[] {
  const separator = programs.platform === "win32" ? ";" : ":";
  // A relative folder on the path would be one of the vault.
  const folders = path.split(separator).filter((folder) => /^(?:\/|[A-Za-z]:[\\/])/.test(folder));
  return folders.map((folder) => join(programs, folder)).filter((program) => !isInside(vault, program));
}

/** An app that was started from the dock doesn't have the path of the shell. */
async function onShellPath({ programs, vault }: Search): Promise<string[]> {
  if (programs.platform === "win32" || !programs.shell.startsWith("/")) return [];
  const out = await output(programs, programs.shell, ["-ilc", `printf '%s' "${MARK}$PATH${MARK}"`], SHELL_PATIENCE);
  return inFolders(programs, out.split(MARK)[1] ?? "", vault);
}

function toolFolders(programs: Programs): string[] {
  const { home, platform } = programs;
  const folders =
    platform === "win32"
      ? [`${home}\\.local\\bin`, `${home}\\AppData\\Roaming\\Python\\Scripts`]
      : [`${home}/.local/bin`, "/opt/homebrew/bin", "/usr/local/bin", `${home}/.local/share/uv/tools/vault-runner/bin`];
  return folders.map((folder) => join(programs, folder));
}

function join(programs: Programs, folder: string): string {
  const windows = programs.platform === "win32";
  return folder.replace(/[\\/]+$/, "") + (windows ? `\\${NAME}.exe` : `/${NAME}`);
}

async function ask({ programs }: Search, program: string): Promise<FoundBackend | null> {
  const version = ANSWER.exec(await output(programs, program, ["--version"], PATIENCE))?.[1];
  return version === undefined ? null : { program, version };
}

/** What a program prints; nothing if it doesn't start, or doesn't end in time. */
function output(programs: Programs, program: string, args: string[], patience: number): Promise<string> {
  return new Promise((resolve) => {
    const pieces: string[] = [];
    const child = programs.start(program, args, undefined);
    const timer = window.setTimeout(() => {
      child.kill("SIGKILL");
      resolve("");
    }, patience);
    child.onStdout((bytes) => pieces.push(new TextDecoder().decode(bytes)));
    child.onEnd(() => {
      window.clearTimeout(timer);
      resolve(pieces.join(""));
    });
    child.end();
  });
}
