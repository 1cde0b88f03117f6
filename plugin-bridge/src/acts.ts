/** What a person asks for: run, stop, trust, clear. What can't be done is said in words. */

import type { App } from "obsidian";
import type { EditorView } from "@codemirror/view";
import { isBusy, knownById } from "./editor/field";
import type { Views } from "./editor/views";
import type { Approval, Run } from "./protocol/messages";
import type { Results } from "./results";
import { RpcError } from "./rpc/peer";
import { blockNumber, NOT_TRUSTED, type Session } from "./session";
import { TrustDialog } from "./ui/trust";
import type { Voice } from "./ui/voice";
import { approvalFacts, approvalOf } from "./ui/words";

export interface ActsParts {
  app: App;
  session: Session;
  views: Views;
  results: Results;
  voice: Voice;
}

export class Acts {
  constructor(private readonly parts: ActsParts) {}

  /** The button of a block: runs it, or stops it if it is busy. */
  press(view: EditorView, number: number): void {
    const path = this.parts.views.pathOf(view);
    const block = blockNumber(view, number);
    if (!path || !block) return;
    if (!block.known || !isBusy(block.state)) return void this.run(path, "block", view, number);
    const uri = this.parts.session.uriOf(path);
    void this.stop(block.known.runId, uri);
  }

  stop(runId = "", uri = ""): Promise<void> {
    const named = { ...(runId ? { runId } : {}), ...(uri ? { uri } : {}) };
    return this.parts.voice.attempt(() => this.parts.session.ask("vaultRunner/interrupt", named));
  }

  insertAnyway(view: EditorView, id: string): void {
    const place = knownById(view.state, id)?.refused?.place;
    if (place) this.parts.results.placeOpen(view, place, { overwrite: true, despiteChange: true });
  }

  async run(path: string, scope: Run["scope"], view: EditorView, number = 0): Promise<void> {
    const { session, voice } = this.parts;
    const force = scope === "block";
    const start = async (): Promise<void> => {
      const { skipped, queued } = await session.run(path, scope, view, number, force);
      const [first] = skipped;
      if (queued.length === 0) voice.say(first ? `Nothing was run: ${first.reason}` : "Nothing to run.");
    };
    try {
      await start();
    } catch (error) {
      if (!(error instanceof RpcError) || error.code !== NOT_TRUSTED) voice.fail(error);
      else await voice.attempt(async () => ((await this.askTrust(path, approvalOf(error))) ? start() : undefined));
    }
  }

  /** Asks the person what the backend has shown; the backend keeps the answer on this device. */
  async askTrust(path: string, shown?: Approval): Promise<boolean> {
    const { app, session, voice } = this.parts;
    const uri = session.uriOf(path);
    const approval = shown ?? (await session.ask("vaultRunner/approval", { uri }));
    const answer = await TrustDialog.ask(app, approvalFacts(approval), approval);
    if (answer === "no") {
      voice.say("This note is not trusted on this device, so nothing was run.");
      return false;
    }
    const { done, reason } = await session.ask("vaultRunner/trust", { answer, uri, digest: approval.digest });
    if (!done) voice.say(reason || "The backend did not take the answer.");
    return done;
  }

  async revokeTrust(): Promise<void> {
    const { done } = await this.parts.session.ask("vaultRunner/trust", { answer: "withdraw" });
    this.parts.voice.say(
      done ? "This vault and its notes are no longer trusted on this device." : "Nothing of this vault was trusted on this device.",
    );
  }

  /** Clears the outputs of a note, or forgets its session. */
  order(path: string, method: "vaultRunner/clear" | "vaultRunner/restart"): Promise<void> {
    const { session, voice } = this.parts;
    return voice.attempt(async () => {
      const { done, reason } = await session.ask(method, { uri: session.uriOf(path) });
      if (!done) voice.say(reason || "The backend could not do that.");
    });
  }
}
