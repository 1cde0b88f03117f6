/** What became of a statement, in words and in rows. */

import type { Check } from "../protocol/messages";

const HEADS: Record<Check["status"], string> = {
  "verified-exact": "Holds",
  verified: "Holds",
  refuted: "Wrong",
  doubted: "Doubtful",
  definition: "Definition",
  recurrence: "Recurrence",
  ambiguous: "Can be read in several ways",
  "not-checkable": "Could not be checked",
};

/** A verdict in words, with what shows it. */
export function verdictWords(check: Check): string {
  return check.reason ? `${HEADS[check.status]}: ${check.reason}` : HEADS[check.status];
}

/** What the engine tells of its work, as a person calls it, in the order in which it is told. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["values", "For"],
  ["counterexample", "Fails for"],
  ["sizes", "Sizes"],
  ["hypotheses", "Using"],
  ["exact", "Exactly"],
  ["proof", "Proof"],
  ["replay", "Replay"],
]);
/** Of use to whoever mends the engine; the counterexample itself is not among them. */
const INTERNAL = new Set(["code", "engine", "points", "worst", "trial", "unread", "small", "seed", "left", "right", "error", "shape"]);

export function verdictDetails(check: Check): Array<[string, string]> {
  const rows: Array<[string, string]> = [
    ["Read as", check.reading ?? ""],
    ["Says", check.expected ?? ""],
    ["Is", check.found ?? ""],
    ...evidenceOf(check),
    ["What to do", check.remedy ?? ""],
  ];
  return rows.filter(([, value]) => value !== "");
}

function evidenceOf(check: Check): Array<[string, string]> {
  const evidence = check.evidence ?? {};
  const wrong = check.status === "refuted" || check.status === "doubted";
  const others = Object.keys(evidence).filter((name) => !NAMES.has(name) && !INTERNAL.has(name));
  // Of what holds, the last values that were tried show nothing.
  const named = [...NAMES.keys()].filter((name) => wrong || name !== "values");
  return [...named, ...others].map((name) => [NAMES.get(name) ?? sentence(name), inWords(evidence[name] ?? "")]);
}

/** The letters of a key, as the rows beside it are written. */
function sentence(name: string): string {
  const words = name.replace(/_/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Lists and values by name come as JSON; sizes that have no name in the note (`?4`) mean nothing to its reader. */
function inWords(text: string): string {
  const value = read(text);
  if (Array.isArray(value)) return value.map((each) => plain(each)).join(", ");
  if (typeof value !== "object" || value === null) return text;
  const named = Object.entries(value).filter(([name]) => !name.startsWith("?"));
  return named.map(([name, each]) => `${name} = ${plain(each)}`).join(", ");
}

function read(text: string): unknown {
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function plain(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value).replace(/,(?=[^,])/g, ", ");
}
