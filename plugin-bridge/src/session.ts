/** One conversation with a backend: what it tells goes to the editors, what is asked of it comes from the commands. */

import type { StateEffect } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Keeper } from "./backend/keeper";
import { addOutput, changeBlock, noteField, setBlocks, type BlockView } from "./editor/field";
import { setChecks, showDiagnostics, type LspDiagnostic } from "./editor/marks";
import type { Telling } from "./editor/turns";
import type { Views } from "./editor/views";
import type { Sync } from "./notes/sync";
import { toPath, toUri } from "./notes/uris";
import type { Answers, Blocks, BlockChange, Checks, Input, Notifications, Queued, Requests, Run } from "./protocol/messages";
import type { Questions } from "./questions";
import { RpcError, type Peer } from "./rpc/peer";
import type { Results } from "./results";

export const NOT_TRUSTED = 1001;
const UNKNOWN_BLOCK = 1002;
const CHANGED = 1003;
const OUTSIDE = 1010;
const PATIENCE = 3000;

export interface SessionEvents {
  blockChanged(path: string, change: BlockChange): void;
  /** The blocks or the verdicts of a note were told anew. */
  told(path: string): void;
  log(line: string): void;
}

export interface SessionParts {
  root: string;
  keeper: () => Keeper;
  views: Views;
  sync: Sync;
  results: Results;
  questions: Questions;
  events: SessionEvents;
}

export class Session {
  private readonly diagnostics = new Map<string, LspDiagnostic[]>();
  /** The last list of blocks and verdicts of each note; a pane that opens later is told them. */
  private readonly blocks = new Map<string, Blocks>();
  private readonly checks = new Map<string, Checks>();

  constructor(private readonly parts: SessionParts) {}

  uriOf(path: string): string {
    return toUri(this.parts.root, path);
  }

  attach(peer: Peer): void {
    this.hear(peer, "vaultRunner/blocks", (path, message) => this.toldBlocks(path, message));
    this.hear(peer, "vaultRunner/blockState", (path, message) => {
      this.parts.questions.changed(message);
      this.tell(path, () => changeBlock.of(message), () => this.parts.events.blockChanged(path, message));
    });
    this.hear(peer, "vaultRunner/output", (path, message) => this.tell(path, () => addOutput.of(message)));
    this.hear(peer, "vaultRunner/checks", (path, message) => this.toldChecks(path, message));
    peer.on("textDocument/publishDiagnostics", (params) => this.toldDiagnostics(params as DiagnosticsMessage));
    peer.on("vaultRunner/result", (params) => this.place(params as Answers["vaultRunner/result"]["params"]));
    peer.on("vaultRunner/input", (params) => this.parts.questions.ask(params as Input));
    peer.on("window/logMessage", (params) => this.parts.events.log((params as { message: string }).message));
    peer.on("window/workDoneProgress/create", () => null);
    peer.on("client/registerCapability", () => null);
    peer.on("workspace/codeLens/refresh", () => null);
    peer.on("workspace/inlayHint/refresh", () => null);
  }

  /** Whether blocks run by themselves from now on. */
  setLive(live: boolean): void {
    this.parts.keeper().running?.notify("workspace/didChangeConfiguration", { settings: { vaultRunner: { live } } });
  }

  /** A note or a folder has another path: what runs there follows it. */
  renamed(from: string, to: string): void {
    const files = [{ oldUri: this.uriOf(from), newUri: this.uriOf(to) }];
    this.parts.keeper().running?.notify("workspace/didRenameFiles", { files });
  }

  deleted(path: string): void {
    this.parts.keeper().running?.notify("workspace/didDeleteFiles", { files: [{ uri: this.uriOf(path) }] });
  }

  /** Says again to an editor what is known of its note. */
  tellAgain(path: string, view: EditorView): void {
    const now = this.parts.sync.version(path);
    const blocks = this.blocks.get(path);
    const checks = this.checks.get(path);
    const effects: StateEffect<unknown>[] = [];
    if (blocks && now?.current && blocks.version === now.version) effects.push(setBlocks.of(blocks));
    if (checks && now?.current && checks.version === now.version) effects.push(setChecks.of(checks));
    if (effects.length > 0) view.dispatch({ effects });
    this.squiggle(path, view);
  }

  forget(): void {
    this.blocks.clear();
    this.checks.clear();
    this.diagnostics.clear();
  }

  async ask<M extends keyof Requests>(method: M, params: Requests[M]["params"]): Promise<Requests[M]["result"]> {
    const peer = await this.parts.keeper().start();
    if (!peer) throw new Error(this.parts.keeper().health.words);
    this.parts.sync.flush();
    return peer.request<Requests[M]["result"]>(method, params);
  }

  /** Runs blocks of a note; the block is named by what it says now, not by what it once said. */
  async run(path: string, scope: Run["scope"], view: EditorView | null, number = 0, force = false): Promise<Queued> {
    const source = number > 0 ? blockNumber(view, number)?.block : undefined;
    if (!(await this.parts.keeper().start())) throw new Error(this.parts.keeper().health.words);
    for (let tries = 0; ; tries++) {
      const blockId = source ? await this.idOf(path, view, source.sourceHash, source.ordinal, number) : "";
      const version = this.parts.sync.version(path)?.version ?? null;
      try {
        return await this.ask("vaultRunner/run", { uri: this.uriOf(path), scope, blockId, version, force });
      } catch (error) {
        const moved = error instanceof RpcError && (error.code === CHANGED || error.code === UNKNOWN_BLOCK);
        if (!moved || tries >= 3) throw error;
        await pause(150);
      }
    }
  }

  /** The backend's name for a block, once it has read the text that stands there. */
  private async idOf(path: string, view: EditorView | null, sourceHash: string, ordinal: number, number: number): Promise<string> {
    const until = Date.now() + PATIENCE;
    for (;;) {
      this.parts.sync.flush();
      const views = view?.state.field(noteField).views ?? [];
      const same = views.filter((each) => each.block.sourceHash === sourceHash);
      const now = (same.find((each) => each.block.ordinal === ordinal) ?? blockNumber(view, number))?.block;
      const told = this.blocks.get(path);
      const current = now && told && this.isCurrent(path, told.version);
      const found = current && told.blocks.find((each) => each.sourceHash === now.sourceHash && each.ordinal === now.ordinal);
      if (found) return found.id;
      if (Date.now() > until) throw new RpcError(UNKNOWN_BLOCK, "The backend does not know this block yet. Try again.");
      await pause(40);
    }
  }

  private hear<M extends keyof Notifications>(peer: Peer, method: M, listener: (path: string, message: Notifications[M]) => void): void {
    peer.on(method, (params) => {
      const message = params as Notifications[M];
      const path = toPath(this.parts.root, message.uri);
      if (path !== null) listener(path, message);
    });
  }

  private toldBlocks(path: string, message: Blocks): void {
    this.blocks.set(path, message);
    const telling = () => (this.isCurrent(path, message.version) ? setBlocks.of(message) : null);
    this.tell(path, telling, () => this.parts.events.told(path));
  }

  private toldChecks(path: string, message: Checks): void {
    this.checks.set(path, message);
    const telling = () => (this.isCurrent(path, message.version) ? setChecks.of(message) : null);
    this.tell(path, telling, (view) => {
      if (this.isCurrent(path, message.version)) this.squiggle(path, view);
      this.parts.events.told(path);
    });
  }

  private toldDiagnostics(message: DiagnosticsMessage): void {
    const path = toPath(this.parts.root, message.uri);
    if (path === null || (typeof message.version === "number" && !this.isCurrent(path, message.version))) return;
    this.diagnostics.set(path, message.diagnostics);
    this.tell(path, () => null, (view) => {
      if (typeof message.version !== "number" || this.isCurrent(path, message.version)) this.squiggle(path, view);
    });
  }

  private squiggle(path: string, view: EditorView): void {
    showDiagnostics(view, this.diagnostics.get(path) ?? []);
  }

  /** A list of places fits only the text that it was made for. */
  private isCurrent(path: string, version: number): boolean {
    const now = this.parts.sync.version(path);
    return now !== null && now.current && now.version === version;
  }

  private tell(path: string, telling: Telling, afterwards?: (view: EditorView) => void): void {
    for (const view of this.parts.views.showing(path)) this.parts.views.tell(view, telling, () => afterwards?.(view));
  }

  private place(place: Answers["vaultRunner/result"]["params"]): Promise<Answers["vaultRunner/result"]["result"]> {
    const path = toPath(this.parts.root, place.uri);
    if (path === null) throw new RpcError(OUTSIDE, "the path lies outside the vault");
    return this.parts.results.place(path, place);
  }
}

interface DiagnosticsMessage {
  uri: string;
  version?: number | null;
  diagnostics: LspDiagnostic[];
}

export function blockNumber(view: EditorView | null, number: number): BlockView | undefined {
  return view?.state.field(noteField).views.find((each) => each.number === number);
}

function pause(time: number): Promise<void> {
  return new Promise((resolve) => window.setTimeout(resolve, time));
}
