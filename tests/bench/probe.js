// Looks at the page from inside: when things have happened, not when a test noticed.
{
  const times = {};
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const status = () => document.querySelector("[role=status]");
  const button = (name) =>
    [...document.querySelectorAll("button")].find((b) => b.textContent.trim() === name);

  /** Waits until a condition holds, looking at every change below a node. */
  const until = (condition, node = document.documentElement) =>
    new Promise((done) => {
      if (condition()) return done();
      const observer = new MutationObserver(() => {
        if (!condition()) return;
        observer.disconnect();
        done();
      });
      const all = { subtree: true, childList: true, attributes: true, characterData: true };
      observer.observe(node, all);
    });

  const timed = async (start, condition) => {
    const from = performance.now();
    const over = until(condition);
    start();
    await over;
    await painted();
    return performance.now() - from;
  };

  let paint = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) paint = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });

  window.probe = {
    times,
    untilOutput: () =>
      timed(
        () => button("Run").click(),
        () => document.querySelector("[aria-label=Output]").innerText.trim() === "1",
      ),
    untilStopped: () =>
      timed(
        () => button("Stop").click(),
        () => status().dataset.state === "stopped" && status().dataset.ready === "true",
      ),
    lastInterpreter: () => performance.getEntriesByName("peek: interpreter").at(-1).duration,
    watchPanel: () => {
      const panel = document.querySelector("[role=tabpanel]");
      let from = 0;
      addEventListener("keydown", () => (from = performance.now()), { once: true, capture: true });
      const before = panel.textContent;
      window.probe.panelChanged = until(() => panel.textContent !== before, panel)
        .then(painted)
        .then(() => performance.now() - from);
    },
    cameBeforeReady: () =>
      performance
        .getEntriesByType("resource")
        .filter((entry) => entry.responseEnd <= times.ready)
        .map((entry) => entry.name),
    paints: () => {
      const wasm = performance.getEntriesByType("resource").find((e) => e.name.endsWith(".wasm"));
      return [paint, wasm.startTime];
    },
  };

  window.probe.ready = new Promise((done) => {
    addEventListener("DOMContentLoaded", async () => {
      await until(() => status()?.dataset.state === "ready");
      done((times.ready = performance.now()));
    });
  });
}
