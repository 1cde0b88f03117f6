// A small scripted backend that speaks the protocol over stdio, for what a client must do when things go wrong.
// It knows fences at the top and in quotes; a block's code is a script of its own (`print`, `sleep`, `fail`, `raise`, `ask`,
// `secret`, `die`). By itself it runs blocks that ran before and sleep for two seconds at most.
import { createHash } from "node:crypto";

if (process.argv.includes("--version")) {
  console.log("vault-run, version 9.9.9");
  process.exit(0);
}

const mode = process.env.FAKE_MODE ?? "";
const docs = new Map();
const sessions = new Map();
const reasons = new Map();
const counters = { run: 0, seq: 0, id: 0 };
const answers = new Map();
let live = false;
let checks = "typing";
/** How many of a note's blocks ran, from the top: these may run by themselves. */
const ran = new Map();
let trusted = !process.env.FAKE_UNTRUSTED;
let tail = Promise.resolve();
let stopped = new Set();
const jobs = new Map();

const DIGEST = "0123456789abcdef".repeat(4);
const approval = (uri) => ({
  uri, vault: "/vault", note: "notes/demo (1).md", approved: trusted, changed: false, digest: DIGEST, blocks: 2, modules: ["numpy"],
  files: ["helper.py"], switches: [], interpreter: "/usr/bin/python3", offersVault: true,
});

const sha = (text) => createHash("sha256").update(text).digest("hex");
const send = (message) => {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  process.stdout.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
};
const notify = (method, params) => send({ method, params });
const ask = (method, params) =>
  new Promise((resolve) => {
    const id = `s${++counters.id}`;
    answers.set(id, resolve);
    send({ id, method, params });
  });
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function blocksOf(doc) {
  const lines = doc.text.split("\n");
  const found = [];
  const equals = new Map();
  for (let at = 0; at < lines.length; at++) {
    const opening = /^((?:> ?)*)(```+|~~~+)(?:python|py|\{python)/.exec(lines[at]);
    if (!opening) continue;
    const [, prefix, run] = opening;
    let end = at + 1;
    while (end < lines.length && lines[end] !== prefix + run) end++;
    if (end >= lines.length) continue;
    const source = lines.slice(at + 1, end).map((line) => line.slice(prefix.length) + "\n").join("");
    const sourceHash = sha(source);
    const ordinal = equals.get(sourceHash) ?? 0;
    equals.set(sourceHash, ordinal + 1);
    found.push({ at, end, prefix, source, sourceHash, ordinal, executable: /\brun\b|\{python/.test(lines[at]), id: sourceHash.slice(0, 12) + (ordinal ? `-${ordinal + 1}` : "") });
    at = end;
  }
  return { found, lines };
}

function regionBelow(lines, block) {
  if (!lines[block.end + 1]?.includes("<!-- vr:out")) return null;
  let end = block.end + 1;
  while (end < lines.length && !lines[end].includes("<!-- vr:end -->")) end++;
  return { from: block.end + 1, to: end, text: lines.slice(block.end + 1, end + 1).join("\n") };
}

function region(prefix, text) {
  const body = ["~~~output", ...text.replace(/\n$/, "").split("\n"), "~~~"];
  const marker = `<!-- vr:out v=1 k=${sha(text).slice(0, 12)} s=${sha(body.join("\n")).slice(0, 12)} n=${body.length} -->`;
  return [marker, ...body, "<!-- vr:end -->"].map((line) => prefix + line).join("\n");
}

function stateOf(uri, block) {
  const kept = sessions.get(`${uri} ${block.sourceHash} ${block.ordinal}`);
  if (!trusted) return "untrusted";
  return kept ?? "idle";
}

function tell(uri) {
  const doc = docs.get(uri);
  if (!doc) return;
  const { found, lines } = blocksOf(doc);
  notify("vaultRunner/blocks", {
    uri,
    version: doc.version,
    trusted,
    blocks: found.map((block) => ({
      id: block.id,
      range: { start: { line: block.at, character: 0 }, end: { line: block.end, character: lines[block.end].length } },
      sourceHash: block.sourceHash,
      ordinal: block.ordinal,
      language: "python",
      label: "",
      executable: block.executable,
      state: block.executable ? stateOf(uri, block) : "skipped",
      reason: reasons.get(block.id) ?? "",
    })),
  });
  tellChecks(uri, doc);
}

/** `$$ a = b $$` with numbers holds or doesn't. */
function tellChecks(uri, doc, asked = false) {
  if (checks === "asked" && !asked) return;
  const found = [];
  doc.text.split("\n").forEach((line, number) => {
    for (const formula of line.matchAll(/\$\$\s*([-+*\d ]+?)\s*=\s*(\S+?)\s*\$\$/g)) {
      const [left, right] = [Function(`return ${formula[1]}`)(), Number(formula[2])];
      const open = Number.isNaN(right);
      const status = open ? "not-checkable" : left === right ? "verified" : "refuted";
      found.push({
        id: `c${found.length}`,
        kind: "equation",
        range: { start: { line: number, character: formula.index }, end: { line: number, character: formula.index + formula[0].length } },
        text: formula[0],
        status,
        reason: open ? `${formula[2]} is not declared` : status === "verified" ? "agrees" : `says ${right}, is ${left}`,
        rule: status === "refuted" ? "VRE001" : "",
        expected: String(right),
        found: String(left),
        remedy: open ? `add \`% let ${formula[2]}: n n\`` : "",
        reading: `${formula[1]} equals ${formula[2]}`,
      });
    }
  });
  notify("vaultRunner/checks", { uri, version: doc.version, checks: found, summary: {} });
  notify("textDocument/publishDiagnostics", { uri, version: doc.version, diagnostics: [] });
}

const offset = (text, { line, character }) => {
  let at = 0;
  for (let n = 0; n < line; n++) at = text.indexOf("\n", at) + 1;
  return at + character;
};

const cost = (block) => [...block.source.matchAll(/^sleep (\d+)/gm)].reduce((sum, found) => sum + Number(found[1]), 0);

/** What was edited runs by itself if it is quick; what isn't waits and says so. */
function runByItself(uri) {
  const doc = docs.get(uri);
  if (!doc || !live || !trusted) return;
  const fresh = blocksOf(doc).found.filter((block, at) => at < (ran.get(uri) ?? 0) && block.executable && stateOf(uri, block) === "idle");
  for (const block of fresh) {
    const runId = `r${++counters.run}`;
    const reason = `it would take about ${cost(block) / 1000} s, so it waits to be asked for`;
    if (cost(block) <= 2000) tail = tail.then(() => runBlock(uri, block, runId, true));
    else notify("vaultRunner/blockState", { uri, blockId: block.id, runId, state: "waiting", seq: ++counters.seq, reason });
  }
}

/** Asks the person; who stops the run meanwhile gives no answer. */
async function answerTo(uri, block, runId, prompt, password) {
  const until = (async () => {
    while (!stopped.has(runId)) await sleep(10);
    return { text: null };
  })();
  return (await Promise.race([ask("vaultRunner/input", { uri, runId, blockId: block.id, prompt, password }), until])).text;
}

async function runBlock(uri, block, runId, quick = false) {
  const state = (name, more = {}) =>
    notify("vaultRunner/blockState", { uri, blockId: block.id, runId, state: name, seq: ++counters.seq, ...more });
  if (stopped.has(runId)) return state("stopped");
  state("running");
  jobs.set(runId, { runId, uri, blockId: block.id, state: "running", begun: Date.now() });
  const begun = Date.now();
  let text = "";
  let outcome = "ok";
  let fault = null;
  let reason = "";
  for (const [number, line] of block.source.split("\n").entries()) {
    const [word, ...rest] = line.replace(/^#.*/, "").split(" ");
    if (word === "print") {
      text += rest.join(" ") + "\n";
      notify("vaultRunner/output", { uri, runId, blockId: block.id, seq: ++counters.seq, stream: "stdout", text: rest.join(" ") + "\n" });
    }
    if (word === "sleep") for (let spent = 0; spent < Number(rest[0]) && !stopped.has(runId); spent += 10) await sleep(10);
    if (word === "count") text += `${(counters.count = (counters.count ?? 0) + 1)}\n`;
    if (word === "ask" || word === "secret") {
      const answer = quick ? null : await answerTo(uri, block, runId, JSON.parse(rest.join(" ")), word === "secret");
      if (answer !== null) text += `answered ${word === "ask" ? answer || "nothing" : answer.length}\n`;
      else [outcome, fault, text] = ["failed", block.at + 1 + number, `${text}EOFError: not answered\n`];
      if (answer === null) break;
    }
    if (word === "raise") {
      text += "ValueError: " + rest.join(" ") + "\n";
      reason = "ended with ValueError, as it may";
      break;
    }
    if (word === "die") process.exit(3);
    if (word === "fail") {
      outcome = "failed";
      fault = block.at + 1 + number;
      text += "ValueError: " + rest.join(" ") + "\n";
      notify("vaultRunner/output", { uri, runId, blockId: block.id, seq: ++counters.seq, stream: "error", text: "ValueError: " + rest.join(" ") + "\n" });
      break;
    }
  }
  if (stopped.has(runId)) outcome = "stopped";
  const now = docs.get(uri) ? blocksOf(docs.get(uri)) : null;
  const standing = now?.found.find((each) => each.sourceHash === block.sourceHash && each.ordinal === block.ordinal);
  const before = standing ? (regionBelow(now.lines, standing)?.text ?? "") : "";
  const written = outcome === "ok" || (outcome === "failed" && !quick && !block.source.includes("# unwritten"));
  const placed = written && (await ask("vaultRunner/result", {
    uri, runId, blockId: block.id, sourceHash: block.sourceHash, ordinal: block.ordinal,
    prefix: block.prefix, before, after: text ? region(block.prefix, text) : "", figures: [],
  }));
  process.stderr.write(`placed ${JSON.stringify(placed)}\n`);
  sessions.set(`${uri} ${block.sourceHash} ${block.ordinal}`, outcome);
  reasons.set(block.id, reason);
  ran.set(uri, Math.max(ran.get(uri) ?? 0, 1 + (now?.found.findIndex((each) => each.at === standing?.at) ?? -1)));
  jobs.delete(runId);
  state(outcome, { elapsed: (Date.now() - begun) / 1000, reason, ...(fault === null ? {} : { line: fault }) });
  if (quick) tell(uri);
}

const requests = {
  initialize({ initializationOptions }) {
    ({ live = false, checks = "typing" } = initializationOptions);
    const protocol = mode === "mismatch" ? 2 : 1;
    return { capabilities: { textDocumentSync: 2, experimental: { vaultRunner: { protocol, backend: "9.9.9", features: mode === "older" ? ["run"] : ["run", "live", "input"] } } } };
  },
  shutdown: () => null,
  "vaultRunner/run"({ uri, scope, blockId, version, force }) {
    if (!trusted) throw { code: 1001, message: "This note isn't trusted.", data: { hint: "trust it", approval: approval(uri) } };
    const doc = docs.get(uri);
    if (version !== null && version !== undefined && doc && version !== doc.version) throw { code: 1003, message: "changed" };
    const { found } = doc ? blocksOf(doc) : { found: [] };
    const at = found.findIndex((block) => block.id === blockId);
    if (scope === "block" && at < 0) throw { code: 1002, message: "unknown block" };
    const chosen = found.filter((block, n) => (scope === "block" ? n === at : scope === "above" ? n < at : scope === "below" ? n >= at : true) && block.executable);
    const runId = `r${++counters.run}`;
    for (const block of chosen) {
      notify("vaultRunner/blockState", { uri, blockId: block.id, runId, state: "queued", seq: ++counters.seq });
      const kept = !force && stateOf(uri, block) === "ok";
      if (kept) notify("vaultRunner/blockState", { uri, blockId: block.id, runId, state: "ok", seq: ++counters.seq, elapsed: 0.3, cached: true });
      else tail = tail.then(() => runBlock(uri, block, runId));
    }
    return { runId, queued: chosen.map((block) => block.id), skipped: [] };
  },
  "vaultRunner/interrupt"({ runId }) {
    stopped = new Set(runId ? [...stopped, runId] : Array.from({ length: counters.run }, (_, n) => `r${n + 1}`));
    return { done: true };
  },
  "vaultRunner/restart": () => ({ done: true }),
  "vaultRunner/check"({ uri }) {
    tellChecks(uri, docs.get(uri), true);
    return { done: true };
  },
  "vaultRunner/clear": () => ({ done: true }),
  "vaultRunner/approval": ({ uri }) => approval(uri),
  "vaultRunner/trust"({ answer, digest }) {
    if (answer === "note" && digest !== DIGEST) return { done: false, reason: "changed" };
    trusted = answer === "vault" || answer === "note";
    setTimeout(() => [...docs.keys()].forEach(tell), 0);
    return { done: true };
  },
  "vaultRunner/status": () => ({ backend: "9.9.9", protocol: 1, vault: "/vault", interpreter: "/usr/bin/python3", trusted, walls: "none", jobs: [...jobs.values()].map(({ begun, ...job }) => ({ ...job, elapsed: (Date.now() - begun) / 1000 })) }),
};

const notifications = {
  "textDocument/didOpen"({ textDocument: { uri, version, text } }) {
    docs.set(uri, { version, text });
    tell(uri);
  },
  "textDocument/didChange"({ textDocument: { uri, version }, contentChanges }) {
    const doc = docs.get(uri);
    let { text } = doc;
    for (const { range, text: insert } of contentChanges) {
      text = range ? text.slice(0, offset(text, range.start)) + insert + text.slice(offset(text, range.end)) : insert;
    }
    docs.set(uri, { version, text });
    if (process.env.FAKE_TRACE) process.stderr.write(`text ${JSON.stringify(text)}\n`);
    tell(uri);
    setTimeout(() => runByItself(uri), 150);
  },
  "workspace/didChangeConfiguration": ({ settings }) => void (live = settings.vaultRunner.live),
  "textDocument/didClose": ({ textDocument: { uri } }) => void docs.delete(uri),
  exit: () => process.exit(0),
};

async function receive(message) {
  if (message.method === undefined) {
    answers.get(message.id)?.(message.result);
    answers.delete(message.id);
  } else if (message.id === undefined) notifications[message.method]?.(message.params);
  else {
    if (mode === "silent") return;
    try {
      if (!requests[message.method]) throw { code: -32601, message: "unknown method" };
      send({ id: message.id, result: await requests[message.method](message.params ?? {}) });
    } catch (error) {
      send({ id: message.id, error: { code: error.code ?? -32603, message: error.message ?? String(error) } });
    }
  }
}

let held = Buffer.alloc(0);
process.stdin.on("data", (chunk) => {
  held = Buffer.concat([held, chunk]);
  for (;;) {
    const end = held.indexOf("\r\n\r\n");
    const length = end < 0 ? null : /content-length: *(\d+)/i.exec(held.subarray(0, end).toString());
    if (!length || held.length < end + 4 + Number(length[1])) return;
    const body = held.subarray(end + 4, end + 4 + Number(length[1])).toString();
    held = held.subarray(end + 4 + Number(length[1]));
    void receive(JSON.parse(body));
  }
});
process.stdin.on("end", () => process.exit(0));
