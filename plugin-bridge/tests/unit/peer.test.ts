import { describe, expect, it } from "vitest";
import { GONE, CANCELLED, METHOD_NOT_FOUND, Peer, RpcError } from "../../src/rpc/peer";
import type { Transport } from "../../src/rpc/transport";

class Wire implements Transport {
  sent: Array<Record<string, unknown>> = [];
  private heard: (message: string) => void = () => undefined;
  private ended: (why: string) => void = () => undefined;
  send(message: string): void {
    this.sent.push(JSON.parse(message) as Record<string, unknown>);
  }
  onMessage(listener: (message: string) => void): void {
    this.heard = listener;
  }
  onClose(listener: (why: string) => void): void {
    this.ended = listener;
  }
  close(): void {
    this.ended("closed");
  }
  tell(message: object | string): void {
    this.heard(typeof message === "string" ? message : JSON.stringify(message));
  }
}

function pair(): { wire: Wire; peer: Peer; log: string[] } {
  const wire = new Wire();
  const log: string[] = [];
  return { wire, peer: new Peer(wire, (line) => log.push(line)), log };
}

describe("a peer", () => {
  it("matches answers to questions in any order", async () => {
    const { wire, peer } = pair();
    const [one, two] = [peer.request("a", 1), peer.request("b", 2)];
    wire.tell({ id: 2, result: "two" });
    wire.tell({ id: 1, result: "one" });
    expect(await one).toBe("one");
    expect(await two).toBe("two");
  });

  it("rejects with the code and the details of an error", async () => {
    const { wire, peer } = pair();
    const asked = peer.request("a", null);
    wire.tell({ id: 1, error: { code: 1001, message: "no trust", data: { hint: "trust it" } } });
    await expect(asked).rejects.toMatchObject({ code: 1001, message: "no trust", details: { hint: "trust it" } });
  });

  it("takes a question back, and passes over the answer that comes late", async () => {
    const { wire, peer } = pair();
    const control = new AbortController();
    const asked = peer.request("a", null, control.signal);
    control.abort();
    await expect(asked).rejects.toMatchObject({ code: CANCELLED });
    expect(wire.sent.at(-1)).toMatchObject({ method: "$/cancelRequest", params: { id: 1 } });
    wire.tell({ id: 1, result: "late" });
    wire.tell({ id: 99, result: "never asked" });
  });

  it("rejects everything when the other side dies, and sends nothing after", async () => {
    const { wire, peer } = pair();
    const asked = peer.request("a", null);
    wire.close();
    await expect(asked).rejects.toMatchObject({ code: GONE });
    await expect(peer.request("b", null)).rejects.toBeInstanceOf(RpcError);
    const count = wire.sent.length;
    peer.notify("c", null);
    expect(wire.sent.length).toBe(count);
  });

  it("answers questions, unknown ones and failing ones, too", async () => {
    const { wire, peer, log } = pair();
    peer.on("double", (n) => Promise.resolve((n as number) * 2));
    peer.on("break", () => {
      throw new Error("broken");
    });
    for (const [id, method] of Object.entries({ 1: "double", 2: "break", 3: "other" })) wire.tell({ id, method, params: 21 });
    await new Promise((resolve) => setTimeout(resolve, 0));
    const byId = new Map(wire.sent.map((message) => [message.id, message]));
    expect(byId.get("1")).toMatchObject({ result: 42 });
    expect(byId.get("2")).toMatchObject({ error: { message: "broken" } });
    expect(byId.get("3")).toMatchObject({ error: { code: METHOD_NOT_FOUND } });
    expect(log.join()).toContain("broken");
  });

  it("survives what is no message", () => {
    const { wire, log } = pair();
    wire.tell("{");
    expect(log.join()).toContain("no JSON");
  });
});
