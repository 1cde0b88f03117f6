// Written by `npm run types` from protocol/vault-runner.schema.json; edit vault_runner/bridge/messages.py instead.

export const PROTOCOL = 1;

/**
 * What would run of a note: the answer to `vaultRunner/approval`, and part of every refusal to run it.
 */
export interface Approval {
  uri: string;
  vault: string;
  note: string;
  approved: boolean;
  changed: boolean;
  digest: string;
  blocks: number;
  modules: string[];
  files: string[];
  switches: string[];
  interpreter: string;
  offersVault: boolean;
}
/**
 * `vaultRunner/approval`, request to the server: what would run of an open note, and may it; runs nothing.
 */
export interface Asking {
  uri: string;
}
/**
 * One python block of a note.
 */
export interface Block {
  id: string;
  range: Range;
  sourceHash: string;
  ordinal: number;
  language: string;
  label: string;
  executable: boolean;
  state:
    | "failed"
    | "idle"
    | "not-run"
    | "ok"
    | "out-of-date"
    | "queued"
    | "running"
    | "skipped"
    | "stopped"
    | "untrusted"
    | "waiting";
  reason?: string;
  predicted?: number | null;
  region?: Range | null;
}
/**
 * A half-open range of a note.
 */
export interface Range {
  start: Position;
  end: Position;
}
/**
 * A place in a note: line from 0, character in UTF-16 code units.
 */
export interface Position {
  line: number;
  character: number;
}
/**
 * `vaultRunner/blockState`, to the client: one block's state changed.
 */
export interface BlockChange {
  uri: string;
  blockId: string;
  runId: string;
  state:
    | "failed"
    | "idle"
    | "not-run"
    | "ok"
    | "out-of-date"
    | "queued"
    | "running"
    | "skipped"
    | "stopped"
    | "untrusted"
    | "waiting";
  seq: number;
  elapsed?: number | null;
  reason?: string;
  line?: number | null;
  cached?: boolean;
}
/**
 * `vaultRunner/blocks`, to the client: the blocks of one version of a note.
 */
export interface Blocks {
  uri: string;
  version: number;
  trusted: boolean;
  blocks: Block[];
}
/**
 * What became of one statement of a note.
 */
export interface Check {
  id: string;
  kind: string;
  range: Range;
  text: string;
  status:
    "ambiguous" | "definition" | "doubted" | "not-checkable" | "recurrence" | "refuted" | "verified" | "verified-exact";
  reason: string;
  rule?: string;
  expected?: string;
  found?: string;
  remedy?: string;
  reading?: string;
  evidence?: {
    [k: string]: string;
  };
  expectWrong?: string;
}
/**
 * `vaultRunner/check`, request to the server: check a note, all of a folder, or all of the vault.
 *
 *     What is found comes as diagnostics and `vaultRunner/checks`, of notes that aren't open too.
 */
export interface Checking {
  uri: string;
  scope?: "folder" | "note" | "vault";
}
/**
 * `vaultRunner/checks`, to the client: all statements of one version of a note.
 */
export interface Checks {
  uri: string;
  version: number;
  checks: Check[];
  summary: {
    [k: string]: number;
  };
}
/**
 * `vaultRunner/clear`, request to the server: the regions of a note are to go; answered by `Done`.
 */
export interface Clear {
  uri: string;
}
/**
 * What a client can do: `initialize.capabilities.experimental.vaultRunner`.
 */
export interface Client {
  /**
   * @minItems 2
   * @maxItems 2
   */
  protocol: [number, number];
  writes?: "applyEdit" | "client";
  stdin?: boolean;
}
/**
 * The answer to requests that only have an effect.
 */
export interface Done {
  done: boolean;
  reason?: string;
}
/**
 * A figure of a result, already written into the vault.
 */
export interface Figure {
  path: string;
  mime: string;
}
/**
 * `vaultRunner/input`, request to the client: a block waits for a line of text.
 */
export interface Input {
  uri: string;
  runId: string;
  blockId: string;
  prompt: string;
  password: boolean;
}
/**
 * `vaultRunner/interrupt`, request to the server: stop one run, all runs of a note, or all.
 */
export interface Interrupt {
  runId?: string;
  uri?: string;
}
/**
 * One run that is queued or running.
 */
export interface Job {
  runId: string;
  uri: string;
  blockId: string;
  state:
    | "failed"
    | "idle"
    | "not-run"
    | "ok"
    | "out-of-date"
    | "queued"
    | "running"
    | "skipped"
    | "stopped"
    | "untrusted"
    | "waiting";
  elapsed: number;
}
/**
 * The `data` of an error answer.
 */
export interface Mishap {
  hint: string;
  action?: string;
  approval?: Approval | null;
}
/**
 * `vaultRunner/output`, to the client: text that a block printed while it runs; at most 32 KiB a message.
 */
export interface Output {
  uri: string;
  runId: string;
  blockId: string;
  seq: number;
  stream: "error" | "result" | "stderr" | "stdout";
  text: string;
}
/**
 * A block that a run passes over.
 */
export interface Passed {
  id: string;
  reason: string;
}
/**
 * `vaultRunner/result`, request to the client: put a block's output below it, or tell why not.
 *
 *     The client finds the block by `source_hash` and `ordinal` in its own document, checks that its closing line
 *     starts with `prefix` and that what stands in its region is `before`, and replaces it in one transaction.
 */
export interface Place {
  uri: string;
  runId: string;
  blockId: string;
  sourceHash: string;
  ordinal: number;
  prefix: string;
  before: string;
  after: string;
  figures?: Figure[];
}
/**
 * The answer to `vaultRunner/result`.
 */
export interface Placed {
  placed: boolean;
  reason?: "" | "changed" | "closed" | "container" | "edited-by-hand" | "gone" | "read-only" | "refused";
}
/**
 * The answer to `vaultRunner/run`.
 */
export interface Queued {
  runId: string;
  queued: string[];
  skipped: Passed[];
}
/**
 * `vaultRunner/restart`, request to the server: forget the session of a note.
 */
export interface Restart {
  uri: string;
}
/**
 * `vaultRunner/run`, request to the server.
 */
export interface Run {
  uri: string;
  scope: "above" | "below" | "block" | "folder" | "note" | "out-of-date" | "vault";
  blockId?: string;
  version?: number | null;
  force?: boolean;
}
/**
 * What the server answers: `InitializeResult.capabilities.experimental.vaultRunner`.
 */
export interface Server {
  protocol: number;
  backend: string;
  features: string[];
}
/**
 * The `initializationOptions`.
 */
export interface Start {
  vaultRoot?: string;
  interpreter?: string;
  checks?: "asked" | "saving" | "typing";
  live?: boolean;
}
/**
 * The answer to `vaultRunner/status`.
 */
export interface Status {
  backend: string;
  protocol: number;
  vault: string;
  interpreter: string;
  trusted: boolean;
  walls: string;
  jobs: Job[];
  holder?: string;
}
/**
 * `vaultRunner/trust`, request to the server: the user's answer, which only a click may give.
 *
 *     `note` approves of a note as it stands, `vault` of all that the vault holds and will hold, `no` of nothing;
 *     `withdraw` takes back what was approved of the note, or without one of the vault and all its notes.
 */
export interface Trust {
  answer: "no" | "note" | "vault" | "withdraw";
  uri?: string;
  digest?: string;
}
/**
 * The answer to `vaultRunner/input`.
 */
export interface Typed {
  text?: string | null;
}

export interface Notifications {
  "vaultRunner/blocks": Blocks;
  "vaultRunner/blockState": BlockChange;
  "vaultRunner/output": Output;
  "vaultRunner/checks": Checks;
}

export interface Requests {
  "vaultRunner/run": { params: Run; result: Queued };
  "vaultRunner/interrupt": { params: Interrupt; result: Done };
  "vaultRunner/restart": { params: Restart; result: Done };
  "vaultRunner/clear": { params: Clear; result: Done };
  "vaultRunner/check": { params: Checking; result: Done };
  "vaultRunner/approval": { params: Asking; result: Approval };
  "vaultRunner/trust": { params: Trust; result: Done };
  "vaultRunner/status": { params: null; result: Status };
  "vaultRunner/input": { params: Input; result: Typed };
}

export interface Answers {
  "vaultRunner/result": { params: Place; result: Placed };
}
