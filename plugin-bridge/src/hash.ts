import { sha256 } from "@noble/hashes/sha2";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils";

const known = new Map<string, string>();
const KEPT = 2000;

/** sha256 in hexadecimal. Synchronous, since a result is placed in one turn; a note's blocks are hashed once. */
export function hash(text: string): string {
  const seen = known.get(text);
  if (seen !== undefined) return seen;
  if (known.size >= KEPT) known.clear();
  const digest = bytesToHex(sha256(utf8ToBytes(text)));
  known.set(text, digest);
  return digest;
}
