/** One side of a JSON-RPC 2.0 conversation. */

import type { Transport } from "./transport";

export const METHOD_NOT_FOUND = -32601;
export const INTERNAL = -32603;
export const CANCELLED = -32800;
export const GONE = -32099;

export class RpcError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly details: unknown = undefined,
  ) {
    super(message);
  }
}

interface Incoming {
  id?: number | string | null;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { code?: number; message?: string; data?: unknown };
}

interface Waiting {
  answer: (value: unknown) => void;
  refuse: (error: Error) => void;
}

type Listener = (params: unknown) => unknown;

export class Peer {
  private last = 0;
  private ended: string | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners = new Map<string, Listener>();

  constructor(
    private readonly transport: Transport,
    private readonly log: (line: string) => void = () => undefined,
  ) {
    transport.onMessage((message) => this.receive(message));
    transport.onClose((why) => this.end(why));
  }

  get closed(): boolean {
    return this.ended !== null;
  }

  on(method: string, listener: Listener): void {
    this.listeners.set(method, listener);
  }

  notify(method: string, params: unknown): void {
    if (!this.closed) this.send({ method, params });
  }

  /** Asks, and forgets the question if `signal` aborts first: an answer that comes later is passed over. */
  request<Result>(method: string, params: unknown, signal?: AbortSignal): Promise<Result> {
    if (this.ended !== null) return Promise.reject(new RpcError(GONE, this.ended));
    if (signal?.aborted) return Promise.reject(new RpcError(CANCELLED, "cancelled"));
    const id = ++this.last;
    return new Promise<Result>((resolve, reject) => {
      this.waiting.set(id, { answer: (value) => resolve(value as Result), refuse: reject });
      signal?.addEventListener("abort", () => this.cancel(id), { once: true });
      this.send({ id, method, params });
    });
  }

  private cancel(id: number): void {
    const waiting = this.waiting.get(id);
    if (!waiting) return;
    this.waiting.delete(id);
    this.notify("$/cancelRequest", { id });
    waiting.refuse(new RpcError(CANCELLED, "cancelled"));
  }

  private end(why: string): void {
    if (this.ended !== null) return;
    this.ended = why;
    const all = [...this.waiting.values()];
    this.waiting.clear();
    for (const { refuse } of all) refuse(new RpcError(GONE, why));
  }

  private receive(message: string): void {
    let incoming: Incoming;
    try {
      incoming = JSON.parse(message) as Incoming;
    } catch {
      this.log(`a message that is no JSON: ${message.slice(0, 200)}`);
      return;
    }
    if (incoming.method === undefined) this.settle(incoming);
    else if (incoming.id === undefined) this.hear(incoming.method, incoming.params);
    else void this.reply(incoming.id, incoming.method, incoming.params);
  }

  private settle({ id, result, error }: Incoming): void {
    const waiting = typeof id === "number" ? this.waiting.get(id) : undefined;
    if (!waiting || typeof id !== "number") return;
    this.waiting.delete(id);
    if (error) waiting.refuse(new RpcError(error.code ?? INTERNAL, error.message ?? "failed", error.data));
    else waiting.answer(result);
  }

  private hear(method: string, params: unknown): void {
    try {
      this.listeners.get(method)?.(params);
    } catch (error) {
      this.log(`${method}: ${String(error)}`);
    }
  }

  private async reply(id: number | string | null, method: string, params: unknown): Promise<void> {
    const listener = this.listeners.get(method);
    try {
      if (!listener) throw new RpcError(METHOD_NOT_FOUND, `unknown method ${method}`);
      this.send({ id, result: (await listener(params)) ?? null });
    } catch (error) {
      const code = error instanceof RpcError ? error.code : INTERNAL;
      const text = error instanceof Error ? error.message : String(error);
      this.log(`${method}: ${text}`);
      this.send({ id, error: { code, message: text } });
    }
  }

  private send(fields: object): void {
    if (!this.closed) this.transport.send(JSON.stringify({ jsonrpc: "2.0", ...fields }));
  }
}
