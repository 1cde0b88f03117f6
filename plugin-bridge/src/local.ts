/** What is true of this device alone, and must never be synced with the vault. */

export interface Local {
  connection: "start" | "connect";
  program: string;
  interpreter: string;
  address: string;
  token: string;
  /** Whether blocks run by themselves after an edit. */
  live: boolean;
  /** Whether a phone was told what the plugin can't do there. */
  told: boolean;
}

const KEY = "vault-runner";
const NOTHING: Local = { connection: "start", program: "", interpreter: "", address: "", token: "", live: false, told: false };

export interface Storage {
  loadLocalStorage(key: string): unknown;
  saveLocalStorage(key: string, value: unknown): void;
}

export class LocalStore {
  constructor(private readonly storage: Storage) {}

  read(): Local {
    const kept = this.storage.loadLocalStorage(KEY);
    const given = typeof kept === "object" && kept !== null ? (kept as Record<string, unknown>) : {};
    const usable = Object.entries(NOTHING).filter(([key, empty]) => typeof given[key] === typeof empty);
    const read = { ...NOTHING, ...Object.fromEntries(usable.map(([key]) => [key, given[key]])) };
    return read.connection === "connect" ? read : { ...read, connection: "start" };
  }

  change(part: Partial<Local>): void {
    this.storage.saveLocalStorage(KEY, { ...this.read(), ...part });
  }
}
