// How much a key costs in a long note, with the plugin and without it, measured in pairs:
// `npm run bench`; with VAULT_RUNNER_BACKEND the real backend checks what is typed.
import { Harness } from "./harness.mjs";

const BLOCKS = 200;
const ROUNDS = 4;
const KEYS = 80;
const text = Array.from(
  { length: BLOCKS },
  (_, n) => `## Part ${n}\n\nText of part ${n}, $$ ${n} + 1 = ${n + 1} $$.\n\n\`\`\`python run\nprint ${n}\n\`\`\`\n`,
).join("\n");

/** From a key to the frame that shows it, in milliseconds. */
async function typed(scene, at) {
  await scene.page.evaluate((offset) => {
    window.editor.dispatch({ selection: { anchor: offset }, scrollIntoView: true });
    window.editor.focus();
    window.times = [];
    window.begun ??= (window.editor.contentDOM.addEventListener("keydown", () => {
      const begun = performance.now();
      requestAnimationFrame(() => setTimeout(() => window.times.push(performance.now() - begun), 0));
    }, true), true);
  }, at);
  await scene.page.keyboard.type("x".repeat(KEYS), { delay: 40 });
  return scene.page.evaluate(() => window.times);
}

const at = (part, numbers) => numbers.sort((one, other) => one - other)[Math.floor(part * (numbers.length - 1))];
const told = (numbers) => `median ${at(0.5, numbers).toFixed(1)} ms, 95 % ${at(0.95, numbers).toFixed(1)} ms`;

const harness = await Harness.open();
try {
  const bare = await harness.scene({ text, bare: true });
  const full = await harness.scene({ text });
  await full.ready(60_000);
  await full.page.waitForSelector(".vr-mark-verified", { timeout: 60_000 });
  const all = { bare: [], full: [] };
  const ratios = [];
  for (let round = 0; round < ROUNDS; round++) {
    const place = text.indexOf(`Text of part ${20 + 40 * round}`);
    const pair = { bare: [], full: [] };
    for (const name of round % 2 ? ["full", "bare"] : ["bare", "full"]) {
      const scene = name === "bare" ? bare : full;
      await scene.page.bringToFront();
      pair[name] = await typed(scene, place);
      all[name].push(...pair[name]);
    }
    ratios.push(at(0.5, pair.full) / at(0.5, pair.bare));
  }
  console.log(`a note of ${BLOCKS} blocks, ${ROUNDS} pairs of ${KEYS} keys, from the key to the frame after it`);
  console.log(`without the plugin: ${told(all.bare)}`);
  console.log(`with the plugin:    ${told(all.full)}`);
  console.log(`ratio of the medians: ${at(0.5, ratios).toFixed(2)} (${ratios.map((ratio) => ratio.toFixed(2)).join(", ")})`);
  await bare.close();
  await full.close();
} finally {
  await harness.close();
}
