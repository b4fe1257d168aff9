import type { PercentileView } from "../../ipc";
import { number as written, plural } from "./shared";

/** Above this percentile a window sounds like somebody else. */
const STRANGE = 95;
/** Up to this one it is as usual. */
const USUAL = 90;

/** The words of "Sounds like us". */
export const likeness = {
  title: "Sounds like us",
  hint: "Compares windows of 20 replies or more to the approved answers: how they greet, how long their sentences are, how often they say sorry. One reply says next to nothing; twenty say a lot.",
  idle: "Compares the last replies to the approved answers, all together, by channel and by team.",
  run: "Compare",
  again: "Compare again",
  running: "Reading answers and replies",
  stopping: "Stopping …",
  all: "All replies",
  channels: "By channel",
  teams: "By team",
  members: "By member",
  replies: (count: number) => plural(count, "reply", "replies"),
  notEnoughText: "Not enough text",
  notEnough: (replies: number, needed: number) =>
    replies < needed
      ? `Not enough text: ${written(replies)} of ${plural(needed, "reply", "replies")}`
      : "Not enough text",
  fewAnswers: (answers: number, needed: number, locale: string) =>
    `There are ${written(answers)} approved answers in ${locale}; it takes ${written(needed)} to know how we sound. Approve more in the Library.`,
  noReplies: (needed: number) =>
    `No replies were sent yet; it takes ${written(needed)} to compare. Answer the queue first.`,
  openLibrary: "Open the Library",
  openDesk: "Open the Desk",
  isStrange: ({ value }: PercentileView) => value > STRANGE,
  verdict: ({ value }: PercentileView) => {
    if (value > STRANGE) return "Sounds like somebody else";
    return value > USUAL ? "A little different" : "Sounds like us";
  },
  number: ({ value, low, high }: PercentileView) =>
    low === high
      ? `Percentile ${written(value)}`
      : `Percentile ${written(value)} (${written(low)} to ${written(high)})`,
  said: ({ value, low, high }: PercentileView) =>
    `Of 100 windows drawn from our approved answers, ${written(value)} are closer to the rest of them; nine in ten times between ${written(low)} and ${written(high)}.`,
  differences: "What is different",
  noDifference:
    "Nothing stands out: each trait is as in our own approved answers.",
  examples: "Replies that show it",
  openReply: "Open the conversation",
  how: (answers: number, locale: string) =>
    `The percentile says where a window lies in the spread of our own ${written(answers)} approved answers in ${locale}: 50 is as usual, above 95 it sounds like somebody else. The last 1 000 replies are read; in brackets, where nine in ten windows like this one lie.`,
};
