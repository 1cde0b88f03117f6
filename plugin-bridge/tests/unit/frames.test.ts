import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeFrame, FrameDecoder, FrameError } from "../../src/rpc/frames";

function cut(bytes: Uint8Array, places: number[]): Uint8Array[] {
  const at = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, n) => bytes.slice(at[n], end));
}

describe("frames", () => {
  it("come out as they went in, however the bytes are cut", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { maxLength: 6 }), fc.array(fc.nat(), { maxLength: 12 }), (messages, places) => {
        const bytes = Buffer.concat(messages.map((message) => encodeFrame(message)));
        const decoder = new FrameDecoder();
        expect(cut(bytes, places).flatMap((chunk) => decoder.push(chunk))).toEqual(messages);
      }),
    );
  });

  it("count bytes, not characters", () => {
    expect(new TextDecoder().decode(encodeFrame("é𝒳"))).toMatch(/^Content-Length: 6\r\n\r\n/);
  });

  it.each(["X: 1\r\n\r\n", "Content-Length: x\r\n\r\n", `Content-Length: ${2 ** 40}\r\n\r\n`, "x".repeat(20_000)])(
    "of another kind are refused",
    (bytes) => {
      expect(() => new FrameDecoder().push(new TextEncoder().encode(bytes))).toThrow(FrameError);
    },
  );

  it("may have other headers", () => {
    const bytes = new TextEncoder().encode("Content-Type: a/b; charset=utf-8\r\ncontent-length: 2\r\n\r\n{}");
    expect(new FrameDecoder().push(bytes)).toEqual(["{}"]);
  });
});
