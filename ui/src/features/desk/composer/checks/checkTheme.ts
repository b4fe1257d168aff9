import { EditorView } from "@codemirror/view";

const shape = (colour: string, clipPath: string) => ({
  backgroundColor: colour,
  clipPath,
});

const OCTAGON =
  "polygon(30% 0, 70% 0, 100% 30%, 100% 70%, 70% 100%, 30% 100%, 0 70%, 0 30%)";
const TRIANGLE = "polygon(50% 0, 100% 100%, 0 100%)";
const CIRCLE = "circle(50%)";

/** How what was found looks in the reply; as a theme, because the card hangs on the body. */
export const checkTheme = EditorView.theme({
  // Out of the flow: that something is found does not move a letter.
  ".cm-finding-end::after": {
    content: '""',
    position: "absolute",
    width: "calc(7px * var(--text-scale))",
    height: "calc(7px * var(--text-scale))",
    marginInlineStart: "calc(-3px * var(--text-scale))",
    pointerEvents: "none",
  },
  ".cm-finding-end.cm-error::after": shape("var(--error)", OCTAGON),
  ".cm-finding-end.cm-warning::after": shape("var(--warning)", TRIANGLE),
  ".cm-finding-end.cm-suggestion::after": shape("var(--note)", CIRCLE),
  ".cm-over": {
    backgroundImage:
      "repeating-linear-gradient(-45deg, var(--error-soft) 0 4px, color-mix(in srgb, var(--error) 22%, transparent) 4px 5px)",
  },
  ".cm-from-verbatim": { borderBottom: "1.5px solid var(--approved)" },
  ".cm-from-fields": { borderBottom: "1.5px dotted var(--fields)" },
  ".cm-from-edited": { borderBottom: "1.5px dashed var(--edited)" },
  ".cm-traced": {
    borderRadius: "2px",
    backgroundColor: "var(--surface-hover)",
  },
  ".cm-tooltip.cm-tooltip-hover": {
    zIndex: "30",
    maxWidth: "min(380px * var(--text-scale), 92vw)",
    overflow: "hidden",
    border: "1px solid var(--line-strong)",
    borderRadius: "8px",
    backgroundColor: "var(--surface-2)",
    boxShadow: "var(--lift)",
  },
});
