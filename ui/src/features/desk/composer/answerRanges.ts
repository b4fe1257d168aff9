// Which answers' text is in the reply: each insertion is followed through every edit, undo and redo.
import { invertedEffects } from "@codemirror/commands";
import {
  StateEffect,
  StateField,
  type ChangeDesc,
  type Extension,
} from "@codemirror/state";
import type { UsedAnswer } from "../../../ipc";

interface AnswerRange {
  readonly from: number;
  readonly to: number;
  readonly answer: UsedAnswer;
}

interface Used {
  /** From a draft: its text is somewhere in the reply, nobody knows where. */
  readonly anywhere: readonly UsedAnswer[];
  readonly ranges: readonly AnswerRange[];
}

/** Notes that an answer was inserted from `from` to `to`. */
export const addAnswer = StateEffect.define<AnswerRange>({ map: moved });
const removeAnswer = StateEffect.define<AnswerRange>({ map: moved });

function moved(
  range: AnswerRange,
  changes: ChangeDesc,
): AnswerRange | undefined {
  const from = changes.mapPos(range.from, 1);
  const to = changes.mapPos(range.to, -1);
  return from < to ? { ...range, from, to } : undefined;
}

const usedField = StateField.define<Used>({
  create: () => ({ anywhere: [], ranges: [] }),
  update(used, transaction) {
    let { ranges } = used;
    if (transaction.docChanged) {
      ranges = ranges.flatMap(
        (range) => moved(range, transaction.changes) ?? [],
      );
    }
    for (const effect of transaction.effects) {
      if (effect.is(addAnswer)) ranges = [...ranges, effect.value];
      if (effect.is(removeAnswer)) {
        ranges = ranges.filter(
          (range) =>
            range.answer.id !== effect.value.answer.id ||
            range.from !== effect.value.from,
        );
      }
    }
    const anywhere = transaction.newDoc.length === 0 ? [] : used.anywhere;
    return ranges === used.ranges && anywhere === used.anywhere
      ? used
      : { anywhere, ranges };
  },
});

/** Follows answers; `drafted` are those of a draft that was opened. */
export function answerRanges(drafted: readonly UsedAnswer[]): Extension {
  return [
    usedField.init(() => ({ anywhere: drafted, ranges: [] })),
    // Undoing an insertion takes the answer away; redoing it brings the answer back.
    invertedEffects.of((transaction) =>
      transaction.effects.flatMap((effect) => {
        if (effect.is(addAnswer)) return [removeAnswer.of(effect.value)];
        if (effect.is(removeAnswer)) return [addAnswer.of(effect.value)];
        return [];
      }),
    ),
  ];
}

/** The answers in the reply, each once, the latest revision of each. */
export function usedAnswers(state: {
  field: (field: typeof usedField) => Used;
}): UsedAnswer[] {
  const { anywhere, ranges } = state.field(usedField);
  const byId = new Map<string, UsedAnswer>();
  for (const answer of [...anywhere, ...ranges.map((range) => range.answer)]) {
    const known = byId.get(answer.id);
    if (!known || known.revision < answer.revision) byId.set(answer.id, answer);
  }
  return [...byId.values()];
}
