// The search index: how texts become words; the build and the page must agree on it.

/**
 * @typedef {object} Passage
 * @property {number} id
 * @property {string} url from the root of the site
 * @property {string} lesson
 * @property {string} title
 * @property {string} prose
 * @property {string} code
 * @property {string} opcodes of the passage's programs
 */

/** @type {import("minisearch").Options<Passage>} */
export const options = {
  fields: ["title", "lesson", "prose", "code", "opcodes"],
  storeFields: ["url", "lesson", "title", "prose", "code", "opcodes"],
  tokenize: words,
  searchOptions: {
    boost: { title: 6, lesson: 3, prose: 2 },
    tokenize: whole, // who types LOAD_FAST does not look for "load"
    prefix: true,
    fuzzy: (term) => (term.length > 5 ? 0.2 : false),
    combineWith: "AND",
  },
};

/** @param {string} text @returns {string[]} */
function whole(text) {
  return text.match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/**
 * Splits a text into words: `LOAD_FAST_BORROW` is one, and so is each of its parts.
 * @param {string} text
 * @returns {string[]}
 */
function words(text) {
  return whole(text).flatMap((word) => {
    const parts = word.split("_").filter(Boolean);
    return parts.length > 1 ? [word, ...parts] : [word];
  });
}
