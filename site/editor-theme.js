// The look of the editor: geometry that equals the pre-rendered code (code.css), and the classes
// that Pygments uses, so that both are coloured by the same rules.

import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags as t } from "@lezer/highlight";
import { StyleModule } from "style-mod";

// The page's policy allows no <style> element, so the rules go into an adopted sheet.
/** @type {Set<StyleModule>} */
const adopted = new Set();
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);
StyleModule.mount = (_root, given) => {
  const modules = [given].flat().filter((module) => !adopted.has(module));
  for (const module of modules) adopted.add(module);
  if (modules.length) sheet.replaceSync([...adopted].map((each) => each.getRules()).join("\n"));
};

export const colours = HighlightStyle.define([
  { tag: [t.keyword, t.operatorKeyword, t.moduleKeyword], class: "k" },
  { tag: [t.controlKeyword, t.definitionKeyword], class: "k" },
  { tag: [t.bool, t.null], class: "kc" },
  { tag: t.string, class: "s" },
  { tag: t.escape, class: "se" },
  { tag: t.number, class: "mi" },
  { tag: t.comment, class: "c1" },
  { tag: t.function(t.definition(t.variableName)), class: "nf" },
  { tag: t.definition(t.className), class: "nc" },
  { tag: t.meta, class: "nd" },
]);

export const theme = EditorView.theme({
  "&": { color: "inherit", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "inherit", overflowX: "auto" },
  ".cm-content": { padding: "var(--code-pad) 0", caretColor: "var(--text)" },
  ".cm-line": { padding: "0 1rem 0 0.25rem" },
  ".cm-gutters": {
    backgroundColor: "var(--code-bg)",
    color: "var(--faint)",
    border: "none",
  },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "var(--gutter)", padding: "0 0.75rem 0 0.5rem" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "var(--code-active)" },
  ".cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLineGutter": { color: "var(--text)" },
  ".cm-cursor": { borderLeftColor: "var(--text)", borderLeftWidth: "1.5px" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "var(--selection)",
  },
  ".cm-selectionMatch": { backgroundColor: "var(--selection-faint)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--selection)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--bad-bg)" },
  ".cm-pointed": { backgroundColor: "var(--mark)", borderRadius: "2px" },
  ".cm-error": {
    textDecoration: "underline wavy var(--bad) 1px",
    textUnderlineOffset: "3px",
    textDecorationSkipInk: "none",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    border: "1px solid var(--line)",
    borderRadius: "6px",
    boxShadow: "var(--shadow)",
  },
  ".cm-message": { padding: "0.35rem 0.6rem", maxWidth: "32rem", fontSize: "0.8125rem" },
  ".cm-panels": { backgroundColor: "var(--raised)", color: "var(--text)" },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-panel.cm-search": { fontFamily: "var(--sans)", fontSize: "0.8125rem" },
  ".cm-textfield": {
    backgroundColor: "var(--bg)",
    border: "1px solid var(--line-strong)",
    borderRadius: "4px",
  },
  ".cm-button": {
    backgroundImage: "none",
    backgroundColor: "var(--bg)",
    border: "1px solid var(--line-strong)",
    borderRadius: "4px",
  },
  ".cm-searchMatch": { backgroundColor: "var(--mark)" },
  ".cm-searchMatch-selected": { outline: "1px solid var(--accent)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--accent)",
    color: "var(--on-accent)",
  },
});
