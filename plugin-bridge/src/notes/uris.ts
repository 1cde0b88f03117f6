/** Paths of notes as `file:` addresses, and back. */

export function toUri(root: string, path: string): string {
  const whole = `${root.replace(/\\/g, "/").replace(/\/$/, "")}/${path}`;
  const encoded = whole.split("/").map(encodeSegment).join("/");
  return encoded.startsWith("/") ? `file://${encoded}` : `file:///${encoded}`;
}

/** The path within the vault, or null if the address lies outside it. */
export function toPath(root: string, uri: string): string | null {
  const base = decode(toUri(root, ""));
  const whole = decode(uri);
  if (base === null || whole === null || !fold(whole).startsWith(fold(base))) return null;
  const path = whole.slice(base.length);
  return path.split("/").includes("..") ? null : path;
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decode(uri: string): string | null {
  try {
    return decodeURIComponent(uri);
  } catch {
    return null;
  }
}

/** A drive's letter is written in either case. */
function fold(uri: string): string {
  return uri.replace(/^file:\/\/\/[A-Za-z]:/, (start) => start.toLowerCase());
}
