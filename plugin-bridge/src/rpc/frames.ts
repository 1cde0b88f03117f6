/** `Content-Length` framing. Counts bytes, and takes chunks cut anywhere. */

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const LARGEST = 64 * 1024 * 1024;
const LARGEST_HEADER = 16 * 1024;
const [CR, LF] = [13, 10];

export class FrameError extends Error {}

export function encodeFrame(message: string): Uint8Array {
  const body = encoder.encode(message);
  const head = encoder.encode(`Content-Length: ${body.length}\r\n\r\n`);
  const frame = new Uint8Array(head.length + body.length);
  frame.set(head);
  frame.set(body, head.length);
  return frame;
}

export class FrameDecoder {
  private chunks: Uint8Array[] = [];
  private held = 0;
  /** Bytes of the body that is awaited; -1 while a header is. */
  private awaited = -1;

  /** Returns the messages that `chunk` completes. */
  push(chunk: Uint8Array): string[] {
    this.chunks.push(chunk);
    this.held += chunk.length;
    const messages: string[] = [];
    // A large body is joined once, when all of it is there.
    while (this.awaited < 0 ? this.readHeader() : this.held >= this.awaited) {
      if (this.awaited < 0 || this.held < this.awaited) continue;
      messages.push(decoder.decode(this.take(this.awaited)));
      this.awaited = -1;
    }
    return messages;
  }

  private readHeader(): boolean {
    const held = this.joined();
    const end = endOfHeader(held);
    if (end < 0) {
      if (held.length > LARGEST_HEADER) throw new FrameError("a header without end");
      return false;
    }
    const length = /(?:^|\r\n)content-length:[ \t]*(\d+)[ \t]*(?:\r\n|$)/i.exec(decoder.decode(held.subarray(0, end)));
    if (!length) throw new FrameError("a frame without length");
    this.awaited = Number(length[1]);
    if (this.awaited > LARGEST) throw new FrameError("a frame of more than 64 MiB");
    this.take(end + 4);
    return true;
  }

  private joined(): Uint8Array {
    const [only] = this.chunks;
    if (only && this.chunks.length === 1) return only;
    const whole = new Uint8Array(this.held);
    let at = 0;
    for (const chunk of this.chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    this.chunks = [whole];
    return whole;
  }

  private take(count: number): Uint8Array {
    const whole = this.joined();
    this.chunks = [whole.subarray(count)];
    this.held = whole.length - count;
    return whole.subarray(0, count);
  }
}

function endOfHeader(bytes: Uint8Array): number {
  for (let at = 0; at + 3 < bytes.length; at++) {
    if (bytes[at] === CR && bytes[at + 1] === LF && bytes[at + 2] === CR && bytes[at + 3] === LF) return at;
  }
  return -1;
}
