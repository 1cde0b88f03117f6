// Both sets of scenarios side by side: the scripted backend's and the real one's. Typing takes its time, not the machine's.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const run = fileURLToPath(new URL("run.mjs", import.meta.url));

function play(backend) {
  const child = spawn(process.execPath, [run], { env: { ...process.env, VAULT_RUNNER_BACKEND: backend }, stdio: ["ignore", "inherit", "inherit"] });
  return new Promise((resolve) => child.on("close", resolve));
}

const backend = process.env.VAULT_RUNNER_BACKEND;
if (!backend) throw new Error("VAULT_RUNNER_BACKEND names the real backend");
const codes = await Promise.all([play(""), play(backend)]);
process.exit(codes.every((code) => code === 0) ? 0 : 1);
