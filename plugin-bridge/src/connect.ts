/** Makes the connection that the device's settings ask for. */

import { AbsentError } from "./backend/keeper";
import { findBackend } from "./backend/discovery";
import type { Programs } from "./backend/programs";
import { overStdio } from "./backend/stdio";
import { overWebSocket } from "./backend/websocket";
import type { Local } from "./local";
import type { Transport } from "./rpc/transport";
import { ABSENT, sandboxWords } from "./ui/words";

export interface Place {
  programs: Programs;
  /** The vault's folder. */
  root: string;
  local: Local;
  log: (line: string) => void;
}

export async function connect({ programs, root, local, log }: Place): Promise<Transport> {
  if (local.connection === "connect") return overWebSocket(local.address, local.token);
  const found = await findBackend({ programs, stated: local.program, vault: root });
  if (!found) throw new AbsentError(programs.sandboxed ? sandboxWords(programs.sandboxed) : ABSENT);
  log(`starting ${found.program} ${found.version}`);
  return overStdio(programs.start(found.program, ["lsp", "--stdio"], root), log);
}
