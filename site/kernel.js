// The life of the interpreters: one that runs the program, a warmed spare for the next run, and the
// analyst. Decides when; knows no feature.
import { Analyst } from "./analyst.js";
import { Assets } from "./assets.js";
import { Box } from "./box.js";
import { explainCrash } from "./crash.js";
import { PackageError } from "./packages.js";
import { pause } from "./pause.js";
import { Supplies } from "./supplies.js";

/**
 * @typedef {import("./interpreter.js").Interpreter} Interpreter
 * @typedef {import("./analyst.js").Marker} Marker
 * @typedef {"loading" | "ready" | "running" | "waiting" | "stopped" | "crashed" | "finished"} State
 * @typedef {Record<string, Record<string, boolean>>} PanelOptions
 *
 * @typedef {object} Program
 * @property {string} source
 * @property {string} filename
 * @property {Record<string, string>} files beside it: path -> text
 * @property {string[]} panels
 * @property {PanelOptions} options
 * @property {string[]} stdin
 * @property {Then | null} [then] asked of the same interpreter when the program has ended
 *
 * @typedef {object} Then a request, which the program does not get to see
 * @property {string} method
 * @property {object} params
 * @property {string} code Python in it, for what it imports
 *
 * @typedef {{status: string, duration: number, markers: Marker[], exit_code?: number}} Result
 */

const INTERRUPT_PATIENCE = 1000; // ms until a program that swallows KeyboardInterrupt is ended
const WARM_DELAY = 100; // ms that a new run has the processor to itself

export class Kernel extends EventTarget {
  #assets;
  #supplies;
  /** @type {Box | null} */
  #box = null;
  /** @type {Interpreter | null} the one that runs or has run a program */
  #runner = null;
  /** @type {Interpreter | null} pristine, for the next run */
  #spare = null;
  #analyst = new Analyst(() => this.#open(null));
  /** @type {Program | null} running, waiting, or queued until an interpreter is ready */
  #program = null;
  /** @type {State} */
  #state = "loading";
  #text = "";
  #note = "";
  /** What the reader should know of the packages of the program. */
  #remark = "";
  /** Each run, stop or change of lesson begins a turn; what belongs to an earlier one is void. */
  #turn = 0;

  /**
   * @param {import("./manifest.js").Manifest} manifest
   * @param {URL} root of the site
   */
  constructor(manifest, root) {
    super();
    this.#assets = new Assets(manifest, root);
    this.#supplies = new Supplies(manifest, root);
    const progress = (/** @type {number} */ fraction) => this.#emit("progress", { fraction });
    this.#assets.onprogress = this.#supplies.onprogress = progress;
  }

  /** Boots: first the interpreter that Run will use, then the analyst, then the library. */
  async start() {
    this.#set("loading", "Loading Python");
    const warmed = this.#warm();
    await this.#spare?.ready.catch(() => {}); // that is told
    await this.#analyst.start();
    await warmed;
    await this.#box?.giveLibrary().catch(() => {}); // a run that needs it asks again
  }

  /**
   * Has packages ready in the interpreter that Run will use.
   * @param {string[]} packages dependencies first
   */
  want(packages) {
    this.#supplies.want(packages);
    if (!this.#spare) return;
    if (!this.#supplies.suits(this.#spare)) {
      this.#spare.close();
      this.#spare = null;
    }
    this.#warm();
  }

  /**
   * Runs a program in a pristine interpreter; one that is still running is ended.
   * @param {Program} program
   */
  async run(program) {
    const turn = this.#begin(program);
    const interpreter = this.#take();
    try {
      if (!interpreter.isReady) this.#set("loading", "Loading Python, then running");
      const { plain } = await interpreter.ready;
      if (turn !== this.#turn) return;
      this.#remark = await this.#provide(interpreter, program);
      if (turn !== this.#turn) return;
      interpreter.onevent = (event) => this.#heed(turn, event);
      interpreter.used = true;
      this.#emit("clear", {});
      this.#set("running", "Running", plainNote(plain) || this.#remark);
      setTimeout(() => this.#warm(), WARM_DELAY);
      const { then = null, ...params } = program;
      const result = await interpreter.call("run", { ...params, checked: then !== null });
      const asks = then && turn === this.#turn && result.status !== "input";
      const reply = asks ? await interpreter.call(then.method, then.params) : null;
      if (turn === this.#turn) this.#finish(result, reply);
    } catch (error) {
      if (turn !== this.#turn) return;
      if (error instanceof PackageError) this.#giveUp(error.message);
      else this.#crash(error);
    }
  }

  /** Ends the run, or takes back one that waits for Python to load. */
  async stop() {
    const turn = this.#turn;
    if (!this.#program) return;
    if (this.#state === "running" && this.#runner?.interruptible) {
      this.#runner.interrupt();
      await pause(INTERRUPT_PATIENCE);
      if (turn !== this.#turn || !this.#program) return; // it ended of itself
    }
    const queued = this.#state === "loading";
    this.abandon();
    if (!queued) this.#set("stopped", "Stopped");
  }

  /** Ends the run without a word: the reader has gone to another lesson. */
  abandon() {
    this.#putBack();
    this.#set("loading", "Loading Python");
    this.#warm();
  }

  /**
   * Answers the program's input().
   * @param {string | null} line null ends the input
   */
  input(line) {
    if (this.#state !== "waiting" || !this.#program) return;
    if (this.#runner) {
      this.#set("running", "Running");
      this.#runner.line(line);
    } else if (line !== null) {
      // Nothing can wait for input in this browser: the program runs again with one more line.
      this.run({ ...this.#program, stdin: [...this.#program.stdin, line] });
    }
  }

  /** @param {import("./analyst.js").Typed} typed */
  typed(typed) {
    return this.#analyst.typed(typed);
  }

  /**
   * Has two versions of a program compared, line by line.
   * @param {{yours: string, theirs: string}} versions
   * @returns {Promise<{view: unknown, equal: boolean}>}
   */
  compare(versions) {
    return this.#analyst.ask("compare", versions);
  }

  /**
   * Shows a panel of the finished run again, with other options.
   * @param {{panel: string, options: Record<string, boolean>}} request
   * @returns {Promise<{view: unknown} | null>} null if there is no finished run
   */
  async ran(request) {
    if (this.#state !== "finished" || !this.#runner) return null;
    return this.#runner.call("ran", request);
  }

  /** Ends the run; an interpreter that has run nothing yet waits for the next one. */
  #putBack() {
    const pristine = this.#state === "loading" && this.#runner;
    this.#begin(null);
    if (pristine && !this.#spare) this.#spare = this.#runner;
    else this.#runner?.close();
    this.#runner = null;
  }

  /** @param {string} why the program cannot run now, though nothing is broken */
  #giveUp(why) {
    this.#putBack();
    this.#set("stopped", "Not run", why);
  }

  /** Makes everything of the turn before void. @param {Program | null} program @returns {number} */
  #begin(program) {
    this.#program = program;
    return ++this.#turn;
  }

  /** @returns {Interpreter} a pristine one, ready or booting; it becomes the runner */
  #take() {
    if (this.#state === "loading" && this.#runner?.crashed === null) return this.#runner;
    this.#runner?.close();
    this.#runner = this.#spare ?? this.#open(this.#supplies.layer);
    this.#spare = null;
    return this.#runner;
  }

  /** @param {string | null} layer */
  #open(layer) {
    if (this.#box?.failed) this.#box.remove();
    if (!this.#box || this.#box.failed) this.#box = new Box(this.#assets);
    return this.#box.open(layer);
  }

  /** Sees to it that a pristine interpreter is ready for the next run. */
  async #warm() {
    const spare = (this.#spare ??= this.#open(this.#supplies.layer));
    try {
      const { plain, layered } = await spare.ready;
      if (this.#spare !== spare) return;
      const told = !layered && !this.#program && ["loading", "ready"].includes(this.#state);
      const tell = (/** @type {string} */ what) => told && this.#set("loading", `Loading ${what}`);
      const stocked = this.#supplies.stock(spare, tell);
      stocked.catch(() => {}); // with a layer it may fail in peace: Run waits for what it needs
      const lacking = layered ? "" : await stocked;
      if (this.#spare !== spare) return;
      const note = plainNote(plain) || lacking;
      if (this.#state === "loading" && !this.#program) this.#set("ready", "Ready", note);
      else this.#set(this.#state, this.#text, this.#note);
    } catch (error) {
      if (this.#spare !== spare) return;
      this.#spare = null;
      if (!this.#program) this.#crash(error);
    }
  }

  /**
   * Waits for what the program imports and the snapshot does not hold.
   * @param {Interpreter} interpreter @param {Program} program
   * @returns {Promise<string>} what the reader should know of it
   */
  #provide(interpreter, { source, files, then }) {
    const tell = (/** @type {string} */ what) => this.#set("loading", `Loading ${what}, then running`);
    const whole = `${source}\n${then?.code ?? ""}`; // what checks it has its own imports
    return this.#supplies.provide(interpreter, { source: whole, files }, tell);
  }

  /** @param {number} turn @param {import("./interpreter.js").PythonEvent} event */
  #heed(turn, event) {
    if (turn !== this.#turn) return;
    if (event.event === "panel") this.#emit("panel", event);
    if (event.event === "input" && this.#program) this.#wait(String(event.prompt ?? ""));
    if (event.event === "fetch") this.#fetch(turn, /** @type {any} */ (event));
  }

  /** @param {number} turn @param {{id: number, url: string}} asked by the program */
  async #fetch(turn, asked) {
    if (!this.#runner) return;
    const tell = (/** @type {string} */ note) => {
      if (turn === this.#turn && this.#state === "running") this.#set("running", "Running", note);
    };
    tell(`Fetching ${asked.url.replace(/\/(index.json)?$/, "").split("/").at(-1)}`);
    await this.#supplies.deliver(this.#runner, asked);
    tell(this.#remark);
  }

  /** @param {string} prompt */
  #wait(prompt) {
    this.#set("waiting", "Waiting for input");
    this.#emit("input", { prompt });
  }

  /** @param {Result} result @param {unknown} reply to what was asked after the run */
  #finish(result, reply) {
    if (result.status === "input") {
      this.#runner?.close();
      this.#runner = null;
      this.#wait("");
      return;
    }
    this.#program = null;
    this.#set("finished", endText(result), this.#remark);
    this.#emit("done", { ...result, reply });
  }

  /** @param {unknown} error */
  #crash(error) {
    const technical = error instanceof Error ? error.message : String(error);
    this.#program = null;
    this.#runner?.close();
    this.#runner = null;
    this.#set("crashed", "Crashed", explainCrash(technical));
    this.#emit("done", { status: "crashed", duration: 0, markers: [] });
  }

  /** @param {State} state @param {string} text @param {string} [note] */
  #set(state, text, note = "") {
    [this.#state, this.#text, this.#note] = [state, text, note];
    this.#emit("state", { state, text, note, ready: this.#spare?.isReady === true });
  }

  /** @param {string} type @param {object} detail */
  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** @param {Result} result */
function endText({ status, duration, exit_code }) {
  const time = duration < 10 ? duration.toFixed(1) : Math.round(duration);
  if (status === "interrupted") return "Stopped";
  if (status === "exited") return `Finished in ${time} ms, exit status ${exit_code}`;
  return `Finished in ${time} ms`;
}

/** @param {string | null} plain why the snapshot was not used */
function plainNote(plain) {
  return plain ? `Plain boot: the snapshot could not be used (${plain})` : "";
}
