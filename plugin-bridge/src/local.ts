/** What is true of this device alone, and must never be synced with the vault. */

export interface Local {
  connection: "start" | "connect";
  program: string;
  interpreter: string;
  address: string;
  token: string;
  /** The folder of the vault that was trusted; a copy elsewhere has to be asked about anew. */
  trustedRoot: string;
}

const KEY = "vault-runner";
const NOTHING: Local = { connection: "start", program: "", interpreter: "", address: "", token: "", trustedRoot: "" };

export interface Storage {
  loadLocalStorage(key: string): unknown;
  saveLocalStorage(key: string, value: unknown): void;
}

export class LocalStore {
  constructor(
    private readonly storage: Storage,
    private readonly root: string,
  ) {}

  read(): Local & { trusted: boolean } {
    const kept = this.storage.loadLocalStorage(KEY);
    const local = { ...NOTHING, ...(typeof kept === "object" ? (kept as Partial<Local>) : {}) };
    return { ...local, trusted: this.root !== "" && local.trustedRoot === this.root };
  }

  change(part: Partial<Local>): void {
    const { trusted: _, ...local } = this.read();
    this.storage.saveLocalStorage(KEY, { ...local, ...part });
  }

  trust(granted: boolean): void {
    this.change({ trustedRoot: granted ? this.root : "" });
  }
}
