// Writes src/protocol/messages.ts from protocol/vault-runner.schema.json; with --check it only compares.
import { readFileSync, writeFileSync } from "node:fs";
import { compile } from "json-schema-to-typescript";

const SCHEMA = new URL("../../protocol/vault-runner.schema.json", import.meta.url);
const TARGET = new URL("../src/protocol/messages.ts", import.meta.url);
const BANNER = "// Written by `npm run types` from protocol/vault-runner.schema.json; edit vault_runner/bridge/messages.py instead.\n";

/** JSON Schema 2020-12 spells a tuple with `prefixItems`; the compiler reads the older spelling. */
function older(node) {
  if (Array.isArray(node)) return node.map(older);
  if (node === null || typeof node !== "object") return node;
  const out = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, older(value)]));
  // A field's title would become a type of its own; a reference with neighbours loses them.
  if (Array.isArray(out.prefixItems)) {
    out.minItems = out.maxItems = out.prefixItems.length;
    out.items = out.prefixItems;
    delete out.prefixItems;
  }
  if (out.anyOf) delete out.default;
  return out;
}

function methodTable(name, methods) {
  const type = (part) => (part ? part.$ref.split("/").pop() : "null");
  const rows = methods.map(([method, parts]) =>
    parts.result
      ? `  "${method}": { params: ${type(parts.params)}; result: ${type(parts.result)} };`
      : `  "${method}": ${type(parts.params)};`,
  );
  return `export interface ${name} {\n${rows.join("\n")}\n}\n`;
}

export async function messagesText() {
  const schema = JSON.parse(readFileSync(SCHEMA, "utf8").replaceAll("#/$defs/", "#/definitions/"));
  const methods = Object.entries(schema["x-methods"]);
  const definitions = older(schema.$defs);
  const properties = Object.fromEntries(Object.keys(definitions).map((name) => [name, { $ref: `#/definitions/${name}` }]));
  const types = await compile({ title: "All", type: "object", properties, definitions }, "All", {
    additionalProperties: false,
    bannerComment: "",
    style: { printWidth: 120 },
  });
  const protocol = /protocol (\d+)/.exec(schema.title)[1];
  return [
    BANNER,
    `export const PROTOCOL = ${protocol};\n`,
    types
      .replace(/export interface All \{[^}]*\}\n/, "")
      .replace(/\/\*\*\n \* This interface was referenced by `All`'s JSON-Schema\n \* via the `definition` "\w+"\.\n \*\/\n/g, "")
      .replace(/ \*\n \* This interface was referenced by `All`'s JSON-Schema\n \* via the `definition` "\w+"\.\n/g, "")
      .trim() + "\n",
    methodTable("Notifications", methods.filter(([, parts]) => !parts.result)),
    methodTable("Requests", methods.filter(([method, parts]) => parts.result && method !== "vaultRunner/result")),
    methodTable("Answers", methods.filter(([method]) => method === "vaultRunner/result")),
  ].join("\n");
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const text = await messagesText();
  if (process.argv.includes("--check")) process.exit(text === readFileSync(TARGET, "utf8") ? 0 : 1);
  writeFileSync(TARGET, text);
}
