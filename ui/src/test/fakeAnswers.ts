// Answers and the suggestions made of them, for tests and pictures.
import type {
  AbsentView,
  QuestionView,
  Reason,
  Span,
  SuggestionsView,
  SuggestionView,
  ThreadEntry,
} from "../ipc";

export interface FakeAnswer {
  id: string;
  title: string;
  body: string;
  shortcut?: string;
  confidence: number;
  /** Stems it is found by. */
  words: readonly string[];
}

export const ANSWERS: readonly FakeAnswer[] = [
  {
    id: "refund",
    title: "Refund after cancelling",
    shortcut: "refund",
    body: "Hi {{customer.first_name}}, refunds reach your account within 5 working days of the final bill. Yours was issued on {{bill.date}}.",
    confidence: 92,
    words: ["refund", "cancel", "money"],
  },
  {
    id: "final-bill",
    title: "Final bill and what it covers",
    body: "The final bill covers use up to the day of cancelling and credits what you paid ahead.",
    confidence: 61,
    words: ["refund", "bill", "cancel"],
  },
  {
    id: "private",
    title: "Move to a private message",
    body: "So that we can look at your account, please send us a direct message with your order number.",
    confidence: 44,
    words: ["refund", "money", "broken", "internet"],
  },
  {
    id: "outage",
    title: "Outage in your area",
    body: "We are sorry for the outage, {{customer.first_name}}. Engineers are on site; the next update is at {{fact.next_update}}.",
    confidence: 85,
    words: ["outage", "internet", "connection"],
  },
  {
    id: "student",
    title: "Student pricing",
    body: "",
    confidence: 71,
    words: ["student"],
  },
  {
    id: "router",
    title: "Using your own router",
    body: "Any router with a WAN port works with our fibre.",
    confidence: 66,
    words: ["router"],
  },
];

const DAY = 86_400_000;

/** Every stretch of `text` that a word with one of these stems covers. */
function marksOf(text: string, stems: readonly string[]): Span[] {
  return [...text.matchAll(/\p{L}+/gu)]
    .filter((match) =>
      stems.some((stem) => match[0].toLowerCase().startsWith(stem)),
    )
    .map((match) => ({ from: match.index, to: match.index + match[0].length }));
}

export function suggestionsFor(
  answers: readonly FakeAnswer[],
  entries: readonly ThreadEntry[],
  now: number,
): SuggestionsView {
  const query = entries.findLast((entry) => entry.kind === "query");
  const text = (query?.text ?? "").slice(0, 3000);
  const found = answers.filter(
    (answer) => marksOf(text, answer.words).length > 0,
  );
  const suggestions = found
    .sort((a, b) => b.confidence - a.confidence)
    .map((answer): SuggestionView => ({
      id: answer.id,
      revision: 1,
      title: answer.title,
      titleMarks: marksOf(answer.title, answer.words),
      preview: answer.body,
      confidence: answer.confidence,
      reasons: reasons(answer, now),
      insertable: answer.body !== "",
      judged: null,
    }));
  const confidence = suggestions[0]?.confidence ?? 0;
  const stems = found.flatMap((answer) => answer.words);
  return {
    suggestions,
    confidence,
    fits: confidence >= 50,
    tookUs: 2100,
    messageMarks: query
      ? [{ queryId: query.id, spans: marksOf(text, stems) }]
      : [],
    absent: absentFor(text, now),
    questions: query ? questionsOf(query, suggestions) : [],
  };
}

/** Answers that words bring to mind, but that may not be used. */
function absentFor(text: string, now: number): AbsentView[] {
  const days = (count: number) => new Date(now - count * DAY).toISOString();
  const all: readonly (AbsentView & { words: string[] })[] = [
    {
      id: "thanks",
      title: "Thanks for the kind words",
      confidence: 78,
      why: { kind: "expired", until: days(18) },
      words: ["thank"],
    },
    {
      id: "goodwill",
      title: "Goodwill credit for cancelled contracts",
      confidence: 58,
      why: { kind: "private" },
      words: ["cancel"],
    },
    {
      id: "refund-de",
      title: "Rückzahlung nach Kündigung",
      confidence: 41,
      why: { kind: "locale" },
      words: ["refund"],
    },
  ];
  return all
    .filter((one) => marksOf(text, one.words).length > 0)
    .map(({ words: _, ...absent }) => absent);
}

/** The parts of a message that an "and" joins, where each has an answer of its own. */
function questionsOf(
  query: ThreadEntry,
  suggestions: readonly SuggestionView[],
): QuestionView[] {
  const cut = query.text.indexOf(", and ");
  if (cut < 0 || !query.text.endsWith("?")) return [];
  const parts: Span[] = [
    { from: 0, to: cut },
    { from: cut + 2, to: query.text.length },
  ];
  return parts.map((span) => {
    const text = query.text.slice(span.from, span.to);
    const stems = (id: string) =>
      ANSWERS.find((answer) => answer.id === id)?.words ?? [];
    const own = suggestions.filter(
      (one) => marksOf(text, stems(one.id)).length > 0,
    );
    return {
      text,
      marks: [{ queryId: query.id, spans: [span] }],
      suggestions: own,
      fits: (own[0]?.confidence ?? 0) >= 50,
    };
  });
}

function reasons(answer: FakeAnswer, now: number): Reason[] {
  const ago = (days: number) => new Date(now - days * DAY).toISOString();
  if (answer.id === "refund") {
    return [
      {
        kind: "asked_like",
        text: "when do I get my money back",
        marks: [
          { from: 0, to: 4 },
          { from: 17, to: 27 },
        ],
        learned: true,
      },
      {
        kind: "similar",
        inMeaning: true,
        text: "money not returned after leaving",
        likeness: 83,
      },
      { kind: "approver", name: "PR", at: ago(3) },
      { kind: "accepted", times: 214, lastAt: ago(1) },
    ];
  }
  if (answer.id === "private") return [{ kind: "stale", at: ago(420) }];
  return [
    { kind: "words", words: [...answer.words, "when", "back"] },
    { kind: "fresh", at: ago(40) },
  ];
}
