// Emphasis in a reply: its Markdown marks step back, since a channel gets the plain words.
import {
  Decoration,
  MatchDecorator,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from "@codemirror/view";

const STRONG = /\*\*(?=\S)[^*\n]{1,400}?(?<=\S)\*\*/g;
const MARK = 2;

const mark = Decoration.mark({ class: "cm-mark" });
const strong = Decoration.mark({ class: "cm-strong" });

const emphasised = new MatchDecorator({
  regexp: STRONG,
  decorate: (add, from, to) => {
    add(from, from + MARK, mark);
    add(from + MARK, to - MARK, strong);
    add(to - MARK, to, mark);
  },
});

export const emphasisMarks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = emphasised.createDeco(view);
    }
    update(update: ViewUpdate) {
      this.decorations = emphasised.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
