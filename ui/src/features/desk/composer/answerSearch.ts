// Inline answer search: `/` at the start of a word opens it, Enter puts the answer in its place.
import {
  autocompletion,
  closeCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import type { AnswerHit, Span } from "../../../ipc";
import { pieces } from "../../../shared/marks";

/** Said in the list where nothing was found; it cannot be put in. */
const NONE = "cm-none";

interface HitCompletion extends Completion {
  readonly hit: AnswerHit;
}

/** What the search needs from around it. */
export interface AnswerSearch {
  /** The answers for what stands behind the slash. */
  find: (text: string) => Promise<readonly AnswerHit[]>;
  /** An answer was chosen, to go in place of `over`. */
  choose: (hit: AnswerHit, over: Span) => void;
  /** Said beside an answer without text. */
  noText: string;
  /** Said where no answer was found. */
  none: string;
}

export function answerSearch(search: AnswerSearch): Extension {
  return autocompletion({
    override: [(context) => complete(search, context)],
    activateOnTypingDelay: 30,
    interactionDelay: 0,
    icons: false,
    maxRenderedOptions: 9,
    addToOptions: [{ render: preview, position: 60 }],
    optionClass: (completion) => {
      if (!isHit(completion)) return NONE;
      return completion.hit.insertable ? "" : "cm-no-text";
    },
  });
}

async function complete(
  search: AnswerSearch,
  context: CompletionContext,
): Promise<CompletionResult | null> {
  const word = context.matchBefore(/(?:^|\s)\/[\p{L}\p{N}_-]*$/u);
  if (!word) return null;
  const slash = word.from + word.text.indexOf("/");
  const typed = context.state.sliceDoc(slash + 1, context.pos);
  const hits = await search.find(typed);
  if (hits.length === 0 && typed !== "") {
    const none: Completion = { label: search.none, apply: closeCompletion };
    return { from: slash, options: [none], filter: false, getMatch: marks };
  }
  const options = hits.map((hit): HitCompletion => ({
    hit,
    label: hit.title,
    ...(hit.insertable ? detail(hit) : { detail: search.noText }),
    apply: (view, _completion, from, to) => {
      closeCompletion(view);
      search.choose(hit, { from, to });
    },
  }));
  return { from: slash, options, filter: false, getMatch: marks };
}

function detail(hit: AnswerHit): { detail?: string } {
  return hit.shortcut === null ? {} : { detail: `/${hit.shortcut}` };
}

function marks(completion: Completion): number[] {
  if (!isHit(completion)) return [];
  return completion.hit.titleMarks.flatMap((mark) => [mark.from, mark.to]);
}

function isHit(completion: Completion): completion is HitCompletion {
  return "hit" in completion;
}

function preview(completion: Completion): Node | null {
  if (!isHit(completion)) return null;
  const line = document.createElement("div");
  line.className = "cm-answer-preview";
  const { passage, preview } = completion.hit;
  if (!passage) {
    line.textContent = preview.slice(0, 160);
    return line;
  }
  for (const piece of pieces(passage.text, passage.textMarks)) {
    const part = document.createElement(piece.marked ? "mark" : "span");
    part.textContent = piece.text;
    line.append(part);
  }
  return line;
}
