// How blocks end that run by themselves, that fail as they said, or that need not run again.
import assert from "node:assert/strict";

const NOTE = `# Live

\`\`\`python run
print one
\`\`\`

\`\`\`python run
print two
\`\`\`

The end.
`;

async function live(harness, text, given = {}) {
  const { local = {}, ...more } = given;
  const scene = await harness.scene({ text, local: { live: true, ...local }, ...more });
  await scene.ready();
  return scene;
}

async function all(scene) {
  await scene.command("run-note");
  await scene.until(() => document.querySelectorAll(".vr-state-ok").length === 2, null, "both ran");
}

const said = (scene) => scene.page.textContent(".status-bar");

export const scenarios = {
  async "switched on, what is quick runs by itself after an edit; what takes long waits for a click and says so"(harness) {
    const scene = await live(harness, NOTE);
    await scene.until(() => document.querySelector(".status-bar").textContent.endsWith("live"), null, "the status line says it");
    await scene.page.waitForTimeout(400);
    assert.ok(!(await scene.text()).includes("vr:out"), "nothing runs on opening");
    await all(scene);
    await scene.replace("print one", "print first");
    await scene.untilText("~~~output\nfirst\n~~~");
    await scene.replace("print two", "sleep 2500\nprint two");
    await scene.page.waitForSelector(".vr-state-waiting");
    await scene.until(() => document.querySelector('[aria-label^="Run block 2, waits for a click: it would take about 2.5 s"]'), null, "the button says so");
    await scene.until(() => document.querySelector(".status-bar").textContent.includes("1 waits for a click"), null, "and the status line");
    await scene.shot("waits");
    await scene.button("Run block 2").click();
    await scene.page.waitForSelector(".vr-state-running");
    await scene.until(() => document.querySelectorAll(".vr-state-ok").length === 2, null, "it runs when it is asked for");
    return scene;
  },

  async "an error of a run that nobody asked for shows beside the block and stays out of the note"(harness) {
    const scene = await live(harness, NOTE);
    await all(scene);
    await scene.replace("print two", "fail so");
    await scene.page.waitForSelector(".vr-output pre:has-text('ValueError: so')");
    assert.equal(await scene.page.textContent(".vr-fault"), "fail so");
    assert.ok(!(await scene.text()).includes("ValueError"));
    await scene.cursor("The end.");
    await scene.page.keyboard.type(" More.");
    await scene.page.waitForTimeout(300);
    assert.equal(await scene.page.locator(".vr-output").count(), 1, "it stays while something else is edited");
    await scene.replace("fail so", "print two");
    await scene.until(() => !document.querySelector(".vr-output"), null, "it goes with what failed");
    return scene;
  },

  async "nothing runs by itself unless it is switched on, nor without trust, nor in a backend that can't"(harness) {
    const scene = await harness.scene({ text: NOTE });
    await scene.ready();
    await all(scene);
    const edit = async (from, to) => {
      await scene.replace(from, to);
      await scene.page.waitForTimeout(500);
      assert.ok(!(await scene.text()).includes(`output\n${to.slice(6)}`));
    };
    await edit("print one", "print first");
    await scene.page.evaluate(() => {
      window.plugin.tabs[0].update();
      document.querySelector(".reading").append(window.plugin.tabs[0].containerEl);
    });
    await scene.page.locator(".setting-item", { hasText: "Run by itself" }).locator("input").click();
    assert.equal(await scene.page.evaluate(() => window.app.stored), null, "the synced file knows nothing of it");
    assert.equal(await scene.page.evaluate(() => window.app.loadLocalStorage("vault-runner").live), true);
    await scene.replace("print first", "print again");
    await scene.untilText("~~~output\nagain\n~~~");
    await scene.close();
    const untrusted = await live(harness, NOTE, { env: { FAKE_UNTRUSTED: "1" } });
    await untrusted.replace("print one", "print first");
    await untrusted.page.waitForTimeout(500);
    assert.ok(!(await untrusted.text()).includes("vr:out"));
    await untrusted.close();
    const older = await live(harness, NOTE, { env: { FAKE_MODE: "older" } });
    assert.ok(!(await said(older)).includes("live"), "it isn't said of a backend that can't");
    return older;
  },

  async "a block that fails as it said it would has ended well, by a click and by itself"(harness) {
    const scene = await live(harness, NOTE.replace("print two", "raise twelve"));
    await all(scene);
    assert.ok((await scene.text()).includes("ValueError: twelve"));
    assert.equal(await scene.page.getAttribute(".vr-state-ok >> nth=1", "title"), "ended with ValueError, as it may");
    assert.equal(await scene.page.locator(".vr-fault, .vr-output").count(), 0);
    await scene.replace("raise twelve", "raise thirteen");
    await scene.untilText("ValueError: thirteen\n~~~");
    assert.equal(await scene.page.locator(".vr-state-failed").count(), 0);
    return scene;
  },

  async "what need not run again says that it is from the cache, and its output stays"(harness) {
    const scene = await harness.scene({ text: NOTE });
    await scene.ready();
    await all(scene);
    const before = await scene.text();
    await scene.command("run-note");
    await scene.until(() => [...document.querySelectorAll(".vr-state-ok")].every((each) => each.textContent === "From the cache"), null, "it says so");
    assert.match(await scene.page.getAttribute(".vr-state-ok", "title"), /not run again; it took 0\.3 s/);
    assert.equal(await scene.text(), before);
    await scene.button("Run block 1").click();
    await scene.until(() => /\d s$/.test(document.querySelector(".vr-state-ok").textContent), null, "a click on the block runs it");
    return scene;
  },
};
