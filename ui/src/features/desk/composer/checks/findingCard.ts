// The card of the findings under the pointer, or of the one that a key went to.
import type { Extension } from "@codemirror/state";
import {
  activateHover,
  closeHoverTooltip,
  hoverTooltip,
  type EditorView,
  type Tooltip,
} from "@codemirror/view";
import type { FindingView } from "../../../../ipc";
import { findingsAt, placedFindings } from "./checkField";

/** Draws findings into `parent` until the returned function is called. */
export type DrawFindings = (
  parent: HTMLElement,
  findings: readonly FindingView[],
) => () => void;

export interface FindingCard {
  extension: Extension;
  /** Opens it at a place; it closes with the next move or edit. */
  open: (view: EditorView, at: number) => void;
  /** Closes it; `false` when it was not open. */
  close: (view: EditorView) => boolean;
}

const HOVER_MS = 250;

export function findingCard(draw: DrawFindings): FindingCard {
  const hover = hoverTooltip((view, at) => tooltip(view, at, draw), {
    hoverTime: HOVER_MS,
    hideOnChange: true,
  });
  return {
    extension: hover,
    open: (view, at) =>
      activateHover(view, at, 1, {
        tooltip: hover,
        until: ({ docChanged, selection }) =>
          docChanged || selection !== undefined,
      }),
    close: (view) => {
      if (view.state.field(hover.active).length === 0) return false;
      view.dispatch({ effects: closeHoverTooltip(hover) });
      return true;
    },
  };
}

function tooltip(
  view: EditorView,
  at: number,
  draw: DrawFindings,
): Tooltip | null {
  const findings = findingsAt(view.state, at);
  if (findings.length === 0) return null;
  const places = placedFindings(view.state).filter((one) =>
    findings.includes(one.finding),
  );
  return {
    pos: Math.min(...places.map((one) => one.from)),
    end: Math.max(...places.map((one) => one.to)),
    above: true,
    create: () => {
      const dom = document.createElement("div");
      const destroy = draw(dom, findings);
      return { dom, destroy };
    },
  };
}
