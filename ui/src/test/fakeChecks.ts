// What a pretended desk notices in a reply: a few words stand for all the checks there are.
import { wordDiff } from "../shared/wordDiff";
import type {
  ClaimView,
  FieldView,
  FindingView,
  MovedView,
  PartView,
  ReplyCheck,
  SentenceView,
  SentSentence,
  SentView,
  Span,
} from "../ipc";
import type { FakeAnswer } from "./fakeAnswers";

export interface FakeReply {
  text: string;
  channel: string;
  limit: number | null;
  isPublic: boolean;
  answers: readonly FakeAnswer[];
  /** Rules that took too many steps. */
  off?: readonly string[];
}

const GUIDE = "https://guide.northlight.example/voice";
const COSTS = { error: 12, warning: 5, suggestion: 1 } as const;
const OFFER = "Please send us a direct message so that we can look at it.";
const MESSAGE = 160;

/** What the checks say of `reply`. */
export function checkOf(reply: FakeReply): ReplyCheck {
  const { text, limit } = reply;
  const plainText = text.replaceAll("**", "");
  const characters = [...plainText].length;
  const inMessages = reply.channel === "sms";
  const length = inMessages ? Math.ceil(characters / MESSAGE) : characters;
  const isOver = limit !== null && length > limit;
  const unfilled = fieldsOf(text);
  const findings = findingsOf(reply);
  const over = isOver
    ? `${length - limit} characters over the limit of ${limit}`
    : null;
  const reason = unfilled[0]
    ? `fill in ${unfilled[0].name}`
    : (findings.find((one) => one.blocks)?.message ?? over);
  const isEmpty = text.trim() === "";
  return {
    plainText,
    length,
    limit,
    unit: inMessages ? "messages" : "characters",
    over: isOver ? { from: limit, to: text.length } : null,
    parts: isOver ? partsOf(plainText, limit) : [],
    unfilled,
    findings,
    sentences: sentencesOf(text, reply.answers),
    score: scoreOf(findings),
    off: [...(reply.off ?? [])],
    moved: movedOf(text, findings),
    verdict: isEmpty ? "empty" : reason === null ? "ready" : "blocked",
    reason: isEmpty ? null : reason,
  };
}

/** What is kept of a reply that was sent. */
export function sentOf(check: ReplyCheck): SentView {
  const kept = (sentence: SentenceView): SentSentence => ({
    text: check.plainText.slice(sentence.span.from, sentence.span.to),
    state: sentence.state,
    answer:
      sentence.answerId === null
        ? null
        : { id: sentence.answerId, title: sentence.answerTitle ?? "" },
    claims: sentence.claims.map((claim) => claim.text),
  });
  return { score: check.score.score, sentences: check.sentences.map(kept) };
}

/** A check that found nothing, for tests that change what they are about. */
export function quietCheck(
  text: string,
  change: Partial<ReplyCheck> = {},
): ReplyCheck {
  const reply = { text, channel: "x", limit: null, isPublic: false };
  return {
    ...checkOf({ ...reply, answers: [] }),
    findings: [],
    sentences: [],
    score: { score: 100, deductions: [] },
    ...change,
  };
}

function fieldsOf(text: string): FieldView[] {
  return [...text.matchAll(/\{\{(.+?)\}\}/g)].map((match) => ({
    name: match[1] ?? "",
    span: { from: match.index, to: match.index + match[0].length },
    value: null,
  }));
}

type Rule = Omit<FindingView, "span" | "message" | "fixes"> & {
  pattern: RegExp;
  message: (word: string) => string;
  fixes: (word: string) => string[];
};

const RULES: readonly Rule[] = [
  {
    pattern: /\bguarantee\b/gi,
    kind: "voice",
    rule: "Reply.Promises",
    severity: "error",
    blocks: true,
    message: (word) => `“${word}” promises what nobody approved`,
    reason: "What is promised in public binds the company.",
    link: `${GUIDE}#promises`,
    fixes: () => ["expect", "aim for", ""],
  },
  {
    pattern: /\b(\p{L}+) \1\b/giu,
    kind: "voice",
    rule: "Reply.Repetition",
    severity: "warning",
    blocks: false,
    message: (word) => `“${word.split(" ")[0]}” is there twice`,
    reason: null,
    link: null,
    fixes: (word) => [word.split(" ")[0] ?? ""],
  },
  {
    pattern: /\bASAP\b/g,
    kind: "voice",
    rule: "Reply.Jargon",
    severity: "warning",
    blocks: false,
    message: (word) => `“${word}” is jargon`,
    reason: "Not everybody knows it; say when.",
    link: `${GUIDE}#jargon`,
    fixes: () => ["as soon as we can"],
  },
  {
    pattern: /!{2,}/g,
    kind: "voice",
    rule: "Reply.Exclamation",
    severity: "suggestion",
    blocks: false,
    message: () => "More than one exclamation mark",
    reason: "One is warm, two are loud.",
    link: null,
    fixes: () => ["!"],
  },
];

const EMAIL: Rule = {
  pattern: /[\w.+-]+@[\w-]+\.[\w.]*\w/g,
  kind: "exposure",
  rule: "exposure.email",
  severity: "error",
  blocks: true,
  message: () => "This would show the customer’s e-mail in public",
  reason: null,
  link: null,
  fixes: () => [],
};

function findingsOf({ text, isPublic }: FakeReply): FindingView[] {
  const rules = isPublic ? [...RULES, EMAIL] : RULES;
  return rules
    .flatMap(({ pattern, message, fixes, ...rest }) =>
      [...text.matchAll(pattern)].map((match) => {
        const [word] = match;
        const span = { from: match.index, to: match.index + word.length };
        const mended = fixes(word).map((text) => ({ span, text }));
        return { ...rest, span, message: message(word), fixes: mended };
      }),
    )
    .sort((a, b) => a.span.from - b.span.from);
}

function scoreOf(findings: readonly FindingView[]): ReplyCheck["score"] {
  const deductions = findings
    .filter((one) => one.kind === "voice")
    .map(({ rule, severity, span, message }) => ({
      points: COSTS[severity],
      cause: rule,
      span,
      message,
    }));
  const lost = deductions.reduce((sum, one) => sum + one.points, 0);
  return { score: Math.max(0, 100 - lost), deductions };
}

/** Sentences, roughly: enough for a pretended desk. */
function spansOf(text: string): Span[] {
  return [...text.matchAll(/[^\s.!?](?:[^.!?\n]|[.](?=\S))*[.!?]*/g)].map(
    (match) => ({ from: match.index, to: match.index + match[0].length }),
  );
}

const wordsOf = (text: string) =>
  text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];

function sentencesOf(
  text: string,
  answers: readonly FakeAnswer[],
): SentenceView[] {
  const approved = answers.flatMap((answer) =>
    spansOf(answer.body).map(({ from, to }) => ({
      answer,
      text: answer.body.slice(from, to),
    })),
  );
  return spansOf(text).map((span) => {
    const own = text.slice(span.from, span.to);
    const near = approved
      .map((one) => ({ ...one, likeness: likeness(one.text, own) }))
      .sort((a, b) => b.likeness - a.likeness)[0];
    const from = near !== undefined && near.likeness >= 0.6 ? near : null;
    const state = from === null ? "own" : stateOf(from.text, own);
    return {
      span,
      state,
      answerId: from?.answer.id ?? null,
      answerTitle: from?.answer.title ?? null,
      diff: state === "edited" && from ? wordDiff(from.text, own) : [],
      claims: claimsOf(text, span, from?.text ?? null, state),
    };
  });
}

function likeness(one: string, other: string): number {
  const left = wordsOf(one.replace(/\{\{.+?\}\}/g, ""));
  const right = new Set(wordsOf(other));
  const common = left.filter((word) => right.has(word)).length;
  return common / Math.max(1, left.length, right.size - 2);
}

function stateOf(approved: string, own: string): SentenceView["state"] {
  if (approved.toLowerCase() === own.toLowerCase()) return "verbatim";
  const parts = approved
    .split(/\{\{.+?\}\}/g)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".{1,60}?")}$`, "i").test(own)
    ? "fields"
    : "edited";
}

const DURATION = /\b\d+ (?:working )?(?:hours|days|weeks)\b/g;

function claimsOf(
  text: string,
  span: Span,
  approved: string | null,
  state: SentenceView["state"],
): ClaimView[] {
  if (state === "verbatim" || state === "fields") return [];
  const said = approved?.match(DURATION)?.[0] ?? null;
  return [...text.slice(span.from, span.to).matchAll(DURATION)]
    .filter((match) => match[0] !== said)
    .map((match) => ({
      kind: "duration",
      span: {
        from: span.from + match.index,
        to: span.from + match.index + match[0].length,
      },
      text: match[0],
      approved: said,
    }));
}

/** Words that cannot be cut give no parts, as in a locked text. */
function partsOf(text: string, limit: number): PartView[] {
  const parts: string[] = [];
  for (const word of text.split(/(?<=[.!?]) /)) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= limit)
      parts[parts.length - 1] = `${last} ${word}`;
    else parts.push(word);
  }
  if (parts.some((part) => part.length > limit)) return [];
  return parts.map((part) => ({ text: part, length: part.length }));
}

function movedOf(
  text: string,
  findings: readonly FindingView[],
): MovedView | null {
  const leaks = findings.filter((one) => one.kind === "exposure");
  if (leaks.length === 0) return null;
  const isPrivate = (span: Span) =>
    leaks.some((one) => one.span.from >= span.from && one.span.to <= span.to);
  const said = (which: boolean) =>
    spansOf(text)
      .filter((span) => isPrivate(span) === which)
      .map((span) => text.slice(span.from, span.to));
  return {
    public: [...said(false), OFFER].join(" "),
    private: said(true).join(" "),
  };
}
