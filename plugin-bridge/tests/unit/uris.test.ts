import { describe, expect, it } from "vitest";
import { toPath, toUri } from "../../src/notes/uris";

describe("addresses of notes", () => {
  it.each([
    ["/home/me/My vault", "a (1)/动量 与 Adam's.md", "file:///home/me/My%20vault/a%20%281%29/%E5%8A%A8%E9%87%8F%20%E4%B8%8E%20Adam%27s.md"],
    ["C:\\Users\\me\\vault", "n #1?.md", "file:///C%3A/Users/me/vault/n%20%231%3F.md"],
  ])("lead there and back: %s %s", (root, path, uri) => {
    expect(toUri(root, path)).toBe(uri);
    expect(toPath(root, uri)).toBe(path);
  });

  it("are understood however they are written", () => {
    expect(toPath("C:\\v", "file:///c:/v/a.md")).toBe("a.md");
    expect(toPath("/v", "file:///v/a(1).md")).toBe("a(1).md");
  });

  it.each(["file:///other/a.md", "file:///v2/a.md", "https://v/a.md", "file:///v/../etc/a.md", "file:///v/%E0%A4"])(
    "are refused outside the vault: %s",
    (uri) => expect(toPath("/v", uri)).toBeNull(),
  );
});
