import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const obsidian = fileURLToPath(new URL("tests/standin/obsidian.ts", import.meta.url));

export default defineConfig({ resolve: { alias: { obsidian } }, test: { include: ["tests/unit/**/*.test.ts"], environment: "node", pool: "threads" } });
