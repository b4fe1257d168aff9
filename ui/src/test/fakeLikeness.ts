// Pretended windows of replies beside the approved answers.
import type { LikenessView, WindowView } from "../ipc";

/** A window without a number. */
export function windowOf(change: Partial<WindowView>): WindowView {
  return {
    channel: null,
    team: null,
    member: null,
    replies: 0,
    percentile: null,
    differences: [],
    ...change,
  };
}

export const LIKENESS: LikenessView = {
  locale: "en",
  answers: 48,
  answersNeeded: 40,
  repliesNeeded: 20,
  windows: [
    windowOf({ replies: 44, percentile: { value: 62, low: 31, high: 88 } }),
    windowOf({
      channel: "x",
      replies: 32,
      percentile: { value: 98, low: 93, high: 100 },
      differences: [
        {
          named: "exclamations",
          isMore: true,
          message:
            "More exclamation marks than in 97 of 100 windows of our own: 1.8 exclamation marks a reply, usually 0.2 to 0.7",
          examples: [
            {
              conversation: "q-refund",
              channel: "x",
              at: "2026-11-20T09:00:00Z",
              text: "Thanks!! We are on it!",
            },
          ],
        },
      ],
    }),
    windowOf({ channel: "email", replies: 12 }),
    windowOf({
      team: "support",
      replies: 44,
      percentile: { value: 62, low: 31, high: 88 },
    }),
  ],
};
