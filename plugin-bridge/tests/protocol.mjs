// Holds what both sides say to the schema in `protocol/`.
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";

const schema = JSON.parse(readFileSync(new URL("../../protocol/vault-runner.schema.json", import.meta.url), "utf8"));
// A schema without a stated root: each message is held to the definition that its method names.
const ajv = new Ajv.default({ strict: false, allErrors: true });
ajv.addSchema({ $id: "vault-runner", $defs: schema.$defs });

/** What of a conversation, given as `{from, message}` in its order, is not as the schema says. */
export function faultsOf(said) {
  const asked = new Map(said.filter(({ message }) => message.method && "id" in message).map(({ from, message }) => [`${from} ${message.id}`, message.method]));
  return said.flatMap(({ from, message }) => {
    const other = from === "client" ? "server" : "client";
    const method = message.method ?? asked.get(`${other} ${message.id}`);
    const part = schema["x-methods"][method]?.[message.method ? "params" : "result"];
    if (message.error || (!part && !method?.startsWith("vaultRunner/"))) return [];
    if (!schema["x-methods"][method]) return [`${from}: ${method} is no message of the protocol`];
    if (!part) return [];
    const fits = ajv.getSchema(`vault-runner${part.$ref}`);
    return fits(message.method ? message.params : message.result) ? [] : [`${from}: ${method}: ${ajv.errorsText(fits.errors)}`];
  });
}

/** Reads the messages of one direction as they pass. */
export function reader(take) {
  let held = Buffer.alloc(0);
  return (bytes) => {
    held = Buffer.concat([held, bytes]);
    for (;;) {
      const end = held.indexOf("\r\n\r\n");
      const length = end < 0 ? null : /content-length: *(\d+)/i.exec(held.subarray(0, end).toString());
      if (!length || held.length < end + 4 + Number(length[1])) return;
      take(JSON.parse(held.subarray(end + 4, end + 4 + Number(length[1])).toString()));
      held = held.subarray(end + 4 + Number(length[1]));
    }
  };
}
