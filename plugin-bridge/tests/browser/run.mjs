// Runs the scenarios, or those whose name holds the first argument, one after the other.
import { BACKEND, Harness, Scene } from "./harness.mjs";

const files = BACKEND ? ["./real.mjs", "./real_live.mjs", "./real_commands.mjs"] : ["./scenarios.mjs", "./surroundings.mjs", "./looks.mjs", "./asking.mjs", "./endings.mjs", "./sitting.mjs"];
const scenarios = Object.assign({}, ...(await Promise.all(files.map(async (file) => (await import(file)).scenarios))));

const wanted = process.argv[2] ?? "";
const harness = await Harness.open();
let failed = 0;
const scenes = [];
const open = harness.scene.bind(harness);
harness.scene = async (given) => {
  const scene = await open(given);
  scenes.push(scene);
  return scene;
};
const close = Scene.prototype.close;
Scene.prototype.close = function () {
  if (scenes.includes(this)) scenes.splice(scenes.indexOf(this), 1);
  return close.call(this);
};

try {
  for (const [name, play] of Object.entries(scenarios).filter(([name]) => wanted.split("|").some((part) => name.includes(part)))) {
    const begun = performance.now();
    try {
      const told = await play(harness);
      for (const scene of [...scenes]) await scene.close();
      const extra = typeof told === "string" ? ` (${told})` : "";
      console.log(`ok    ${name}${extra}, ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    } catch (error) {
      failed++;
      console.log(`WRONG ${name}\n${error.stack}`);
    }
    for (const scene of [...scenes]) await scene.close().catch(() => undefined);
  }
} finally {
  await harness.close();
}
console.log(failed ? `${failed} scenarios failed` : "all scenarios hold");
process.exit(failed ? 1 : 0);
