// Progress: which lessons the reader has read and which tasks are solved, kept in this browser. One
// record for each, so that two tabs never overwrite each other's; a file can carry it elsewhere.

import { openDB } from "idb";
import { asObject } from "./claims.js";

/**
 * @typedef {"opened" | "read" | "solved"} State
 * @typedef {{state: State, at: number}} Mark at: ms since 1970
 */

/** A later one outweighs an earlier one. @type {State[]} */
const STATES = ["opened", "read", "solved"];
const NAME = "peek:progress";
const MARKS = "marks";
const VERSION = 1; // of the file
const FORGOTTEN = "forgotten"; // what a tab tells the others
const ADDED = "added";
const UNKEPT = "The browser does not keep your progress: export it before you close this page.";

/** Dispatches "change", and "problem" when nothing can be kept. */
export class Progress extends EventTarget {
  constructor() {
    super();
    /** @type {Map<string, Mark>} the address of a lesson, or of a task in it -> how far it is */
    this.marks = new Map();
    this.problem = "";
    this.database = open();
    this.others = new BroadcastChannel(NAME);
    this.others.onmessage = ({ data }) => {
      if (data === FORGOTTEN) this.marks.clear();
      this.load();
    };
    this.load();
  }

  /** Reads what this and other tabs have kept. */
  async load() {
    await this.keep(async (db) => {
      const [names, marks] = await Promise.all([db.getAllKeys(MARKS), db.getAll(MARKS)]);
      // What is here already may be what no database keeps.
      for (const [i, name] of names.entries()) {
        if (!this.has(String(name), marks[i].state)) this.marks.set(String(name), marks[i]);
      }
    });
    this.dispatchEvent(new Event("change"));
  }

  /** @param {string} name @param {State} state */
  has(name, state) {
    return rank(this.marks.get(name)?.state) >= rank(state);
  }

  /** Notes that something has come this far. @param {string} name @param {State} state */
  mark(name, state) {
    return this.add([[name, { state, at: Date.now() }]]);
  }

  /**
   * Kept first and told then: what the page shows as done survives a reload in the same moment.
   * @param {Iterable<[string, Mark]>} marks of two for the same thing, the one further on stays
   */
  async add(marks) {
    const fresh = [...marks].filter(([name, { state }]) => !this.has(name, state));
    if (fresh.length === 0) return;
    await this.keep(async (db) => {
      const { store, done } = db.transaction(MARKS, "readwrite");
      for (const [name, mark] of fresh) {
        const kept = await store.get(name);
        if (rank(kept?.state) < rank(mark.state)) await store.put(mark, name);
      }
      await done;
    });
    for (const [name, mark] of fresh) {
      if (!this.has(name, mark.state)) this.marks.set(name, mark);
    }
    this.dispatchEvent(new Event("change"));
    this.others.postMessage(ADDED);
  }

  async forget() {
    await this.keep((db) => db.clear(MARKS));
    this.marks.clear();
    this.dispatchEvent(new Event("change"));
    this.others.postMessage(FORGOTTEN);
  }

  /** @returns {string} the file */
  text() {
    return JSON.stringify({ peek: "progress", version: VERSION, marks: Object.fromEntries(this.marks) });
  }

  /**
   * Adds what a file holds.
   * @param {string} text of the file; an Error says what is wrong with it
   */
  async take(text) {
    await this.add(read(text));
  }

  /** @param {(db: import("idb").IDBPDatabase) => Promise<unknown>} work */
  async keep(work) {
    try {
      await work(await this.database);
    } catch {
      this.problem = UNKEPT;
      this.dispatchEvent(new Event("problem"));
    }
  }
}

/** A browser may refuse by throwing, too. */
async function open() {
  return openDB(NAME, 1, { upgrade: (db) => void db.createObjectStore(MARKS) });
}

/** @param {State} [state] */
const rank = (state) => (state ? STATES.indexOf(state) : -1);

/** @param {string} text @returns {[string, Mark][]} */
function read(text) {
  const file = parse(text);
  if (file?.peek !== "progress") throw new Error("It is no progress file of Peek.");
  if (Number(file.version) > VERSION) throw new Error("It was made by a newer Peek: reload this page first.");
  return Object.entries(asObject(file.marks) ?? {}).map(([name, value]) => {
    const mark = asObject(value);
    const state = STATES.find((known) => known === mark?.state);
    if (!state) throw new Error(`It is damaged at “${name}”.`);
    return [name, { state, at: Number(mark?.at) || 0 }];
  });
}

/** @param {string} text */
function parse(text) {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}
