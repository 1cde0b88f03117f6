import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const obsidian = fileURLToPath(new URL("tests/standin/obsidian.ts", import.meta.url));

export default defineConfig({
  resolve: { alias: { obsidian } },
  // A busy machine is no error; what hangs still ends.
  test: { include: ["tests/unit/**/*.test.ts"], environment: "node", pool: "threads", testTimeout: 60_000 },
});
