import { EditorView } from "@codemirror/view";

/** How the list of the inline answer search looks; as a theme, because it hangs on the body. */
export const searchTheme = EditorView.theme({
  ".cm-tooltip.cm-tooltip-autocomplete": {
    overflow: "hidden",
    border: "1px solid var(--line-strong)",
    borderRadius: "8px",
    backgroundColor: "var(--surface-2)",
    boxShadow: "var(--lift)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    minWidth: "calc(320px * var(--text-scale))",
    maxWidth: "min(460px * var(--text-scale), 92vw)",
    // All hits fit: a list that scrolls would need a tab stop of its own.
    maxHeight: "none",
    overflow: "hidden",
    padding: "var(--s1)",
    fontFamily: "var(--font)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) auto",
    gap: "0 var(--s2)",
    padding: "5px var(--s2)",
    borderRadius: "var(--radius)",
    color: "var(--text)",
    fontSize: "var(--size-3)",
    lineHeight: "1.4",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--surface-selected)",
    color: "var(--text)",
  },
  ".cm-completionLabel": {
    fontWeight: "500",
    overflow: "hidden",
    textOverflow: "ellipsis",
  },
  ".cm-completionMatchedText": {
    borderRadius: "3px",
    backgroundColor: "color-mix(in srgb, var(--accent) 16%, transparent)",
    textDecoration: "none",
  },
  ".cm-completionDetail": {
    marginLeft: "0",
    color: "var(--text-2)",
    fontSize: "var(--size-2)",
    fontStyle: "normal",
  },
  ".cm-answer-preview": {
    gridColumn: "1 / 3",
    order: "1",
    overflow: "hidden",
    color: "var(--text-2)",
    fontSize: "var(--size-2)",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li.cm-none": {
    backgroundColor: "transparent",
  },
  ".cm-none .cm-completionLabel": {
    color: "var(--text-2)",
    fontWeight: "400",
  },
  ".cm-no-text .cm-completionLabel": { color: "var(--text-2)" },
});
