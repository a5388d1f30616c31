// Says what a crash of the runtime was, in words for the reader.

/** @type {[RegExp, (match: RegExpMatchArray) => string][]} */
const CAUSES = [
  [
    /call stack|too much recursion|stack overflow|Maximum call/i,
    () => "The browser's stack ran out: recursion through C code, such as a __repr__ that calls itself.",
  ],
  [/exit\((-?\d+)\)|status (-?\d+)/i, ([, a, b]) => `The program ended the interpreter itself, with os._exit(${a ?? b}).`],
  [/out of memory|allocation failed|invalid array length|RangeError: .*size/i, () => "The interpreter ran out of memory."],
  [
    /memory access|out of bounds|table index|signature|unreachable|null function/i,
    () => "The program broke the interpreter's own memory, with ctypes for instance.",
  ],
  [
    /^refused: (.*)$/,
    ([, ways]) => `Peek does not run code here: its sandbox is open (${ways}). Please report this browser.`,
  ],
  [
    /frame did not start/,
    () => "The sandbox that Python runs in did not start; an extension may block it. Press Run to try again.",
  ],
  [/Could not load/, () => "A part of Python could not be loaded. Check the network, then press Run to try again."],
];

/** @param {string} technical @returns {string} */
export function explainCrash(technical) {
  for (const [pattern, explain] of CAUSES) {
    const match = technical.match(pattern);
    if (match) return explain(match);
  }
  return `The interpreter died: ${technical}`;
}
