/** Puts the plugin's parts together; each knows of the others only what it is given here. */

import type { App } from "obsidian";
import { Acts } from "./acts";
import { Keeper, type Health } from "./backend/keeper";
import { nodePrograms } from "./backend/node_programs";
import { connect } from "./connect";
import { isBusy, noteField } from "./editor/field";
import { Views } from "./editor/views";
import type { EditorView } from "@codemirror/view";
import type { LocalStore } from "./local";
import { Sync } from "./notes/sync";
import type { BlockChange } from "./protocol/messages";
import { Questions } from "./questions";
import { ReadingToolbars } from "./reading/toolbars";
import { ReadingVerdicts } from "./reading/verdicts";
import { Results } from "./results";
import { Session } from "./session";
import type { Settings } from "./settings";
import type { Log } from "./ui/lists";
import type { Voice } from "./ui/voice";

export interface Given {
  app: App;
  /** The vault's folder. */
  root: string;
  local: LocalStore;
  settings: () => Settings;
  log: Log;
  voice: Voice;
  opened: (path: string, view: EditorView) => void;
  healthChanged: (health: Health) => void;
  blockChanged: (path: string, change: BlockChange) => void;
  told: (path: string) => void;
}

export interface Parts {
  keeper: Keeper;
  session: Session;
  sync: Sync;
  views: Views;
  acts: Acts;
  results: Results;
  questions: Questions;
  reading: ReadingToolbars;
  verdicts: ReadingVerdicts;
}

export function putTogether(given: Given): Parts {
  const { app, root, settings, voice } = given;
  const log = (line: string): void => given.log.add(line);
  const sync: Sync = new Sync(() => keeper.running);
  const views: Views = new Views(sync, (path) => session.uriOf(path), { opened: given.opened });
  const results = new Results(app.vault, views, settings, (words) => voice.announcer.say(words));
  const keeper: Keeper = new Keeper({
    connect: () => connect({ programs: nodePrograms(), root, local: given.local.read(), log }),
    options: () => {
      const { interpreter, live } = given.local.read();
      return { vaultRoot: root, interpreter, checks: settings().checks, live };
    },
    root: () => session.uriOf("").replace(/\/$/, ""),
    attach: (peer) => session.attach(peer),
    busy: () => views.all().some((view) => view.state.field(noteField).views.some((block) => isBusy(block.state))),
    changed: given.healthChanged,
    log,
  });
  const { blockChanged, told } = given;
  const questions = new Questions({ app, root, views });
  const session: Session = new Session({ root, keeper: () => keeper, views, sync, results, questions, events: { blockChanged, told, log } });
  const acts: Acts = new Acts({ app, session, views, results, voice });
  const lead = (path: string): EditorView | null => views.lead(path);
  const reading = new ReadingToolbars({
    lead,
    condition: () => keeper.health.condition,
    press: (view, number) => acts.press(view, number),
  });
  const verdicts = new ReadingVerdicts({
    lead,
    shown: () => ({ verified: settings().verifiedMarks, unchecked: settings().uncheckedMarks }),
  });
  return { keeper, session, sync, views, acts, results, questions, reading, verdicts };
}
