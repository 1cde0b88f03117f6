/** Programs by Node, which Obsidian's desktop app has. The only file that loads Node's modules. */

import { spawn } from "child_process";
import { homedir } from "os";
import type { Child, Programs } from "./programs";

export function nodePrograms(): Programs {
  const { env, platform } = process;
  return {
    start,
    platform,
    home: homedir(),
    path: env.PATH ?? "",
    shell: env.SHELL ?? "",
    sandboxed: env.FLATPAK_ID ? "Flatpak" : env.SNAP ? "Snap" : "",
  };
}

function start(program: string, args: string[], folder: string | undefined): Child {
  const child = spawn(program, args, { cwd: folder, shell: false, windowsHide: true, stdio: ["pipe", "pipe", "pipe"] });
  // A program that is gone refuses what is still written to it; its end is told by `onEnd`.
  child.stdin.on("error", () => undefined);
  return {
    write: (bytes) => void child.stdin.write(bytes),
    end: () => void child.stdin.end(),
    kill: (signal) => void child.kill(signal),
    onStdout: (listener) => void child.stdout.on("data", listener),
    onStderr: (listener) => void child.stderr.on("data", (bytes: Uint8Array) => listener(new TextDecoder().decode(bytes))),
    onEnd: (listener) => {
      let told = false;
      const tell = (why: string): void => {
        if (!told) listener(why);
        told = true;
      };
      child.on("error", (error) => tell(error.message));
      child.on("close", (code, signal) => tell(signal ? `ended by ${signal}` : `ended with code ${code ?? "?"}`));
    },
  };
}
