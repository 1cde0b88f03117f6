import { beforeEach, describe, expect, it, vi } from "vitest";
import { findBackend, isInside } from "../../src/backend/discovery";
import type { Child, Programs } from "../../src/backend/programs";
import { addressFault } from "../../src/backend/websocket";

/** A computer with some programs, each with what it prints. */
function computer(printed: Record<string, string>, more: Partial<Programs> = {}) {
  const started: string[] = [];
  const programs: Programs = {
    platform: "linux", home: "/home/me", path: "", shell: "", sandboxed: "",
    ...more,
    start(program): Child {
      started.push(program);
      const out = printed[program];
      return {
        write: () => undefined, end: () => undefined, kill: () => undefined, onStderr: () => undefined,
        onStdout: (listener) => void (out !== undefined && out !== "silent" && setTimeout(() => listener(new TextEncoder().encode(out)), 0)),
        onEnd: (listener) => void (out !== "silent" && setTimeout(() => listener("ended"), 1)),
      };
    },
  };
  return { programs, started };
}

describe("looking for the backend", () => {
  beforeEach(() => void vi.stubGlobal("window", globalThis));
  const vault = "/home/me/vault";

  it("takes the stated program alone", async () => {
    const { programs, started } = computer({ "/usr/bin/vault-run": "vault-run, version 1.2.3" }, { path: "/usr/bin" });
    expect(await findBackend({ programs, stated: "/opt/x", vault })).toBeNull();
    expect(started).toEqual(["/opt/x"]);
  });

  it("looks on the path, then on the shell's, then where tools are put", async () => {
    const shell = "noise\n__vault_runner_path__/shell/bin__vault_runner_path__\n";
    const printed = { "/bin/zsh": shell, "/a/vault-run": "something else 9", "/home/me/.local/bin/vault-run": "vault-run, version 0.1.0\n" };
    const { programs, started } = computer(printed, { path: "/a:/a:relative::/b", shell: "/bin/zsh" });
    expect(await findBackend({ programs, stated: "", vault })).toEqual({ program: "/home/me/.local/bin/vault-run", version: "0.1.0" });
    expect(started).toEqual(["/a/vault-run", "/b/vault-run", "/bin/zsh", "/shell/bin/vault-run", "/home/me/.local/bin/vault-run"]);
  });

  it("never starts what lies in the vault", async () => {
    const { programs, started } = computer({}, { path: `${vault}/.venv/bin:/Home/me/VAULT/bin:/home/me/vault2/bin` });
    await findBackend({ programs, stated: "", vault });
    expect(started.filter((program) => isInside(vault, program))).toEqual([]);
    expect(started).toContain("/home/me/vault2/bin/vault-run");
  });

  it("doesn't wait for ever", async () => {
    vi.useFakeTimers();
    const { programs } = computer({ "/a/vault-run": "silent" });
    const found = findBackend({ programs, stated: "/a/vault-run", vault });
    await vi.advanceTimersByTimeAsync(5000);
    expect(await found).toBeNull();
    vi.useRealTimers();
  });

  it.each(["ws://example.org:1/", "ws://127.0.0.1.evil.org:1", "wss://127.0.0.1:1", "http://127.0.0.1:1", "ws://127.0.0.1:1/path"])(
    "speaks to this computer alone, not to %s",
    (address) => expect(addressFault(address)).not.toBe(""),
  );

  it("knows this computer's addresses", () => expect(addressFault("ws://127.0.0.1:8765")).toBe(""));
});
