// A pretended voice guide, in memory: the guide's commands by their wire names.
import { emit } from "@tauri-apps/api/event";
import type {
  Channel,
  FindingView,
  GuideInput,
  GuideTrial,
  GuideView,
  ImpactExample,
  ImpactView,
  LikenessView,
  LintedAnswer,
  RuleInput,
  RuleLevel,
  StyleChange,
} from "../ipc";
import { RULES, type FakeRule } from "./fakeGuideRules";
import { LIKENESS } from "./fakeLikeness";
import { refusal } from "./fakeLibrary";

const COSTS = { error: 12, warning: 5, suggestion: 1 } as const;
/** More findings of one rule than this cost nothing. */
const COUNTED = 2;
const REPLIES = [
  "Hi Mira, we guarantee that the refund is there by Friday!",
  "Thanks!! We are on it!",
  "Talk soon, Lena",
  "Kind regards, your Northlight team",
];

interface Text {
  id: string;
  title: string;
  body: string;
}

/** The guide and what is read with it. */
export class FakeGuide {
  view: GuideView;
  /** What is in force, beside an open revision. */
  #force: GuideView;
  /** How much the replies sound like the approved answers. */
  likeness = LIKENESS;
  cancelled = false;
  /** Rules that took too many steps. */
  off: string[] = [];
  /** How long one step of long work takes; 0 holds it until it is cancelled. */
  stepMs: number | null = null;

  constructor(
    public rules: readonly FakeRule[] = RULES,
    private readonly texts: () => readonly Text[] = () => [],
  ) {
    this.view = {
      inForce: 3,
      next: 4,
      open: null,
      rules: rules.map(shown),
      wordings: [
        { avoid: "unfortunately", say: "", why: "It makes bad news longer." },
        { avoid: "ticket", say: "message", why: "Customers write messages." },
        { avoid: "downtime", say: "outage", why: "The word people search." },
      ],
      names: ["Northlight", "Fibre 150", "NorthBox"],
      public: ["@northlight.example", "0800 555 0100"],
      privateLines: [
        {
          channel: "x",
          line: "Please send us a direct message so that we can look at it.",
        },
      ],
      styles: styles(rules),
    };
    this.#force = this.view;
  }

  readonly handlers = {
    guide: () => this.view,
    save_guide: ({ input }: { input: GuideInput }) => this.#save(input),
    approve_guide: ({ number }: { number: number }) => this.#approve(number),
    discard_guide: ({ number }: { number: number }) => this.#discard(number),
    try_guide: (a: {
      text: string;
      channel: Channel | null;
      input: GuideInput | null;
    }) => this.try(a.text, a.channel, a.input),
    guide_impact: ({ rule }: { rule: RuleInput }) => this.#impact(rule),
    lint_library: () => this.#lint(),
    likeness: () => this.#likeness(),
    import_style: ({ path }: { path: string }) => this.#import(path),
    remove_style: ({ name }: { name: string }) => this.#remove(name),
    export_guide: () => null,
    cancel_work: () => {
      this.cancelled = true;
      return null;
    },
  };

  /** Somebody else writes a revision. */
  overtake(change: Partial<GuideView>, by = "Mira Osei"): void {
    this.#open({ ...this.view, ...change }, by);
  }

  try(
    text: string,
    channel: Channel | null,
    input: GuideInput | null,
  ): GuideTrial {
    const findings = this.#findings(text, (rule) => {
      const set = input
        ? (input.rules.find(({ name }) => name === rule.name) ?? {
            level: rule.defaultLevel,
            channels: [] as Channel[],
          })
        : (this.view.rules.find(({ name }) => name === rule.name) ?? rule);
      const { level, channels } = set;
      const here =
        channel === null || channels.length === 0 || channels.includes(channel);
      return here && rule.problem === null ? level : "off";
    });
    for (const { avoid, say } of (input ?? this.view).wordings)
      for (const { index } of text.matchAll(new RegExp(avoid, "giu")))
        findings.push({
          ...finding("Reply.Say", "warning", index, avoid),
          message:
            say === ""
              ? `Leave out “${avoid}”.`
              : `Say “${say}” instead of “${avoid}”.`,
          fixes: [
            { span: { from: index, to: index + avoid.length }, text: say },
          ],
        });
    findings.sort((a, b) => a.span.from - b.span.from);
    return { findings, score: scoreOf(findings), off: this.off };
  }

  #findings(
    text: string,
    levelOf: (rule: FakeRule) => RuleLevel,
  ): FindingView[] {
    return this.rules.flatMap((rule) => {
      const level = levelOf(rule);
      if (level === "off") return [];
      return [...text.matchAll(rule.pattern)].map((match) => {
        const found = finding(rule.name, level, match.index, match[0]);
        const message = rule.message.replace("…", match[0]);
        const { reason, link, fix } = rule;
        const fixes =
          fix === undefined ? [] : [{ span: found.span, text: fix }];
        return { ...found, message, reason, link, fixes };
      });
    });
  }

  #save(input: GuideInput): GuideView {
    if (input.number !== this.view.next)
      throw refusal(
        "refused",
        `the voice guide has moved on: its next revision is ${String(this.view.next)}`,
      );
    const rules = this.view.rules.map((rule) => {
      const own = input.rules.find(({ name }) => name === rule.name);
      const everywhere = { channels: [], locales: [], teams: [] };
      const bare = { level: rule.defaultLevel, ...everywhere };
      return { ...rule, ...bare, ...own };
    });
    const { wordings, names, public: open, privateLines } = input;
    const content = { rules, wordings, names, public: open, privateLines };
    return this.#open({ ...this.view, ...content }, "Lena Sommer");
  }

  #open(view: GuideView, by: string): GuideView {
    const number = this.view.next;
    const open = {
      number,
      by,
      at: new Date().toISOString(),
      before: this.#before(),
      styles: styleChanges(this.#force.styles, view.styles),
    };
    return this.#put({ ...view, open, next: number + 1 });
  }

  /** The guide in force, as it would be sent. */
  #before(): GuideInput {
    const { inForce, rules, wordings, names, privateLines } = this.#force;
    const own = rules.filter(
      (rule) =>
        rule.level !== rule.defaultLevel ||
        rule.channels.length + rule.locales.length > 0,
    );
    return {
      number: inForce,
      rules: own.map(({ name, level, channels, locales, teams }) => ({
        name,
        level,
        channels,
        locales,
        teams,
      })),
      wordings,
      names,
      public: this.#force.public,
      privateLines,
    };
  }

  #put(view: GuideView): GuideView {
    this.view = view;
    if (view.open === null) this.#force = view;
    void emit("changed", { seq: view.next }).catch(() => undefined);
    return view;
  }

  #approve(number: number): GuideView {
    if (this.view.open?.number !== number)
      throw refusal("refused", `revision ${String(number)} is not open`);
    return this.#put({ ...this.view, open: null, inForce: number });
  }

  #discard(number: number): GuideView {
    if (this.view.open?.number !== number)
      throw refusal("refused", `revision ${String(number)} is not open`);
    return this.#put({ ...this.#force, next: this.view.next });
  }

  async #impact(rule: RuleInput): Promise<ImpactView> {
    const texts = this.texts();
    await this.#work(texts.length + REPLIES.length);
    const one = (of: FakeRule) => (of.name === rule.name ? rule.level : "off");
    const examples: ImpactExample[] = [];
    const flagged = (title: string, body: string, id: string | null) => {
      const [first] = this.#findings(body, one);
      if (!first) return false;
      const { span, message } = first;
      examples.push({ answerId: id, title, text: body, mark: span, message });
      return true;
    };
    const answersFlagged = texts.filter(({ id, title, body }) =>
      flagged(title, body, id),
    ).length;
    const repliesFlagged = REPLIES.filter((body) =>
      flagged("Mira Osei", body, null),
    ).length;
    const replies = REPLIES.length;
    return {
      answers: texts.length,
      answersFlagged,
      replies,
      repliesFlagged,
      examples,
      off: this.off.filter((name) => name === rule.name),
    };
  }

  async #lint(): Promise<LintedAnswer[]> {
    await this.#work(this.texts().length);
    return this.texts().flatMap(({ id, title, body }) => {
      const { findings } = this.try(body, null, null);
      if (findings.length === 0) return [];
      const count = (severity: string) =>
        findings.filter((one) => one.severity === severity).length;
      const counts: [number, number, number] = [
        count("error"),
        count("warning"),
        count("suggestion"),
      ];
      return [{ id, title, counts, findings, off: [], body }];
    });
  }

  async #likeness(): Promise<LikenessView> {
    await this.#work(3);
    return this.likeness;
  }

  async #work(total: number): Promise<void> {
    this.cancelled = false;
    for (let done = 0; done < total || this.stepMs === 0; done += 1) {
      const shown = Math.min(done, Math.ceil(total / 2));
      void emit("progress", { task: "lint", done: shown, total });
      await new Promise((go) => setTimeout(go, this.stepMs ?? 0));
      if (this.cancelled) throw refusal("cancelled", "cancelled");
    }
  }

  #import(path: string): GuideView {
    const name =
      path
        .split("/")
        .at(-1)
        ?.replace(/\.\w+$/u, "") ?? path;
    if (name === "broken")
      throw refusal("invalid", `${path} holds no style: no .yml file is in it`);
    const refused = [
      `${name}/Sequence.yml, line 3: sequence rules are not supported`,
    ];
    const rule = {
      ...(RULES[10] as FakeRule),
      name: `${name}.So`,
      style: name,
    };
    this.rules = [...this.rules, rule];
    return this.#open(
      {
        ...this.view,
        rules: [...this.view.rules, shown(rule)],
        styles: [
          ...this.view.styles,
          { name, builtIn: false, rules: 1, refused },
        ],
      },
      "Lena Sommer",
    );
  }

  #remove(name: string): GuideView {
    const rules = this.view.rules.filter(({ style }) => style !== name);
    const kept = this.view.styles.filter((style) => style.name !== name);
    return this.#open({ ...this.view, rules, styles: kept }, "Lena Sommer");
  }
}

function shown({ pattern: _, fix: __, ...rule }: FakeRule) {
  return rule;
}

type Styles = GuideView["styles"];

function styleChanges(before: Styles, after: Styles): StyleChange[] {
  const lacks = (styles: Styles, name: string) =>
    !styles.some((style) => style.name === name);
  const [added, removed] = [
    after.filter(({ name }) => lacks(before, name)),
    before.filter(({ name }) => lacks(after, name)),
  ];
  return [
    ...added.map(({ name }): StyleChange => ({ name, how: "added" })),
    ...removed.map(({ name }): StyleChange => ({ name, how: "removed" })),
  ];
}

function styles(rules: readonly FakeRule[]): GuideView["styles"] {
  const names = [...new Set(rules.map(({ style }) => style))];
  return names
    .sort((a, b) => Number(b === "Reply") - Number(a === "Reply"))
    .map((name) => ({
      name,
      builtIn: name === "Reply",
      rules: rules.filter(({ style }) => style === name).length,
      refused:
        name === "Reply"
          ? []
          : [
              "Microsoft/Passive.yml, line 2: sequence rules are not supported",
              "Microsoft/Vocab.yml, line 9: the pattern (a+)+(?!a)$ takes too many steps",
            ],
    }));
}

function finding(
  rule: string,
  severity: FindingView["severity"],
  from: number,
  words: string,
): FindingView {
  const span = { from, to: from + words.length };
  return {
    kind: "voice",
    rule,
    severity,
    blocks: false,
    span,
    message: "",
    reason: null,
    link: null,
    fixes: [],
  };
}

function scoreOf(findings: readonly FindingView[]): GuideTrial["score"] {
  const seen = new Map<string, number>();
  let score = 100;
  const deductions = findings.flatMap(({ rule, severity, span, message }) => {
    const before = seen.get(rule) ?? 0;
    seen.set(rule, before + 1);
    const points = Math.min(score, COSTS[severity]);
    if (before >= COUNTED || points === 0) return [];
    score -= points;
    return [{ points, cause: rule, span, message }];
  });
  return { score, deductions };
}
