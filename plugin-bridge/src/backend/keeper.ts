/** Keeps one backend: finds it, starts it, shakes hands, starts it again when it falls, gives up in time. */

import { PROTOCOL, type Server, type Start } from "../protocol/messages";
import { Peer, RpcError } from "../rpc/peer";
import { Pulse } from "./pulse";
import type { Transport } from "../rpc/transport";

export type Condition = "off" | "starting" | "running" | "restarting" | "absent" | "mismatch" | "failed";

export interface Health {
  condition: Condition;
  /** What happened, and what to do, in plain words. */
  words: string;
  version: string;
}

/** The backend isn't there at all: said once, quietly, and not tried again by itself. */
export class AbsentError extends Error {}

export interface KeeperOptions {
  connect: () => Promise<Transport>;
  options: () => Start;
  root: () => string;
  /** Called with each new conversation, before the handshake is answered. */
  attach: (peer: Peer) => void;
  /** Whether anything runs, so that the backend is asked now and then whether it still answers. */
  busy: () => boolean;
  changed: (health: Health) => void;
  log: (line: string) => void;
}

const MISMATCH = 1008;
const PAUSES = [1000, 2000, 4000];
const MINUTE = 60_000;
const HANDSHAKE = 20_000;

export class Keeper {
  health: Health = { condition: "off", words: "Backend: not running", version: "" };
  private peer: Peer | null = null;
  private features: readonly string[] = [];
  private transport: Transport | null = null;
  private falls: number[] = [];
  private wanted = false;
  private starting: Promise<Peer | null> | null = null;
  private timer = 0;
  private disposed = false;

  private readonly pulse: Pulse;

  constructor(private readonly given: KeeperOptions) {
    this.pulse = new Pulse({
      busy: given.busy,
      ask: () => this.peer?.request("vaultRunner/status", null) ?? Promise.resolve(),
      silent: () => this.cutOff(),
    });
  }

  get running(): Peer | null {
    return this.health.condition === "running" ? this.peer : null;
  }

  /** Whether the backend that runs can do something that not all can. */
  offers(feature: string): boolean {
    return this.running !== null && this.features.includes(feature);
  }

  /** Returns the conversation, beginning one if need be; null if there is none to be had. */
  start(): Promise<Peer | null> {
    this.wanted = true;
    if (this.running) return Promise.resolve(this.running);
    window.clearTimeout(this.timer);
    this.starting ??= this.begin().finally(() => (this.starting = null));
    return this.starting;
  }

  async stop(): Promise<void> {
    this.wanted = false;
    this.pulse.stop();
    window.clearTimeout(this.timer);
    const { transport, peer } = this;
    this.transport = this.peer = null;
    this.tell("off", "Backend: not running");
    if (!transport) return;
    if (peer && !peer.closed) {
      await Promise.race([peer.request("shutdown", null).catch(() => null), pause(1000)]);
      peer.notify("exit", null);
    }
    transport.close();
  }

  /** At the plugin's end nothing can be waited for: the closed input ends the backend. */
  dispose(): void {
    this.wanted = false;
    this.disposed = true;
    this.pulse.stop();
    window.clearTimeout(this.timer);
    this.peer?.notify("exit", null);
    this.transport?.close();
    this.peer = this.transport = null;
  }

  private async begin(): Promise<Peer | null> {
    this.tell("starting", "Backend: starting");
    let transport: Transport | null = null;
    try {
      transport = await this.given.connect();
      if (!this.wanted) {
        transport.close();
        return null;
      }
      return await this.shake(transport);
    } catch (error) {
      this.transport = this.peer = null;
      transport?.close();
      this.explain(error);
      return null;
    }
  }

  private async shake(transport: Transport): Promise<Peer> {
    const peer = new Peer(transport, this.given.log);
    this.transport = transport;
    this.peer = peer;
    transport.onClose((why) => this.fallen(transport, why));
    this.given.attach(peer);
    const server = await within(HANDSHAKE, this.initialize(peer));
    this.features = server.features;
    peer.notify("initialized", {});
    this.tell("running", `Backend: vault-runner ${server.backend}`, server.backend);
    this.pulse.start();
    return peer;
  }

  private async initialize(peer: Peer): Promise<Server> {
    const uri = this.given.root();
    const answer = await peer.request<{ capabilities?: { experimental?: { vaultRunner?: Server } } }>("initialize", {
      processId: processId(),
      clientInfo: { name: "vault-runner for Obsidian" },
      rootUri: uri,
      workspaceFolders: [{ uri, name: "vault" }],
      initializationOptions: this.given.options(),
      capabilities: {
        general: { positionEncodings: ["utf-16"] },
        window: { workDoneProgress: false },
        experimental: { vaultRunner: { protocol: [PROTOCOL, PROTOCOL], writes: "client", stdin: true } },
      },
    });
    const server = answer.capabilities?.experimental?.vaultRunner;
    if (!server) throw new RpcError(MISMATCH, "The program that answers is not vault-runner, or is too old. Update the backend.");
    if (server.protocol !== PROTOCOL) throw new RpcError(MISMATCH, mismatch(server.protocol));
    return server;
  }

  /** It no longer answers: it is ended like one that hangs, and another one is started. */
  private cutOff(): void {
    const { transport } = this;
    this.given.log("the backend does not answer any more");
    transport?.close();
    if (transport) this.fallen(transport, "was ended");
  }

  private fallen(transport: Transport, why: string): void {
    if (this.transport !== transport || this.disposed) return;
    this.given.log(`the backend ${why}`);
    const shaken = this.health.condition === "running";
    this.pulse.stop();
    this.transport = this.peer = null;
    if (!this.wanted || !shaken) return;
    const now = Date.now();
    this.falls = [...this.falls.filter((fall) => now - fall < MINUTE), now];
    const wait = PAUSES[this.falls.length - 1];
    if (wait === undefined) {
      this.tell("failed", "The backend stopped again and again. See the log, then use “Start backend”.");
      return;
    }
    this.tell("restarting", "Backend: starting again");
    this.timer = window.setTimeout(() => void this.start(), wait);
  }

  private explain(error: unknown): void {
    const words = error instanceof Error ? error.message : String(error);
    this.given.log(words);
    if (error instanceof AbsentError) this.tell("absent", words);
    else if (error instanceof RpcError && error.code === MISMATCH) this.tell("mismatch", words);
    else this.tell("failed", `The backend could not be started: ${words}`);
  }

  private tell(condition: Condition, words: string, version = ""): void {
    this.health = { condition, words, version };
    if (!this.disposed) this.given.changed(this.health);
  }
}

export function mismatch(offered: number): string {
  const older = offered < PROTOCOL ? "backend" : "plugin";
  return `The plugin needs protocol ${PROTOCOL}, the backend offers ${offered}. Update the ${older}.`;
}

function processId(): number | null {
  return typeof process === "undefined" ? null : (process.pid ?? null);
}

function pause(time: number): Promise<void> {
  return new Promise((resolve) => window.setTimeout(resolve, time));
}

async function within<T>(time: number, promise: Promise<T>): Promise<T> {
  let timer = 0;
  const late = new Promise<never>((_, reject) => {
    timer = window.setTimeout(() => reject(new Error("it did not answer in time")), time);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    window.clearTimeout(timer);
  }
}
