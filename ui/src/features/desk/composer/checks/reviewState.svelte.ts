import { checks as words } from "../../../../app/messages/checks";
import type {
  FindingView,
  FixView,
  ReplyCheck,
  SentenceView,
  Span,
} from "../../../../ipc";
import { gravity, type Spoken } from "./checkField";
import type { CheckPort } from "./checkPort";

/** The reply that is reviewed. */
export interface Reviewed {
  readonly check: ReplyCheck | null;
  /** The text that `check` is about. */
  readonly checkedText: string | null;
  readonly editor: { readonly checks: CheckPort; focus: () => void } | null;
  /** The check of the text as it is now. */
  fresh: () => Promise<ReplyCheck | null>;
}

/** What only the customer may read, as it was kept, and how it is kept on; empty for nothing. */
export interface Kept {
  readonly text: string;
  keep: (text: string) => void;
}

/** What the person sees of the checks of one reply, and what is done about it. */
export class ReviewState {
  /** The finding that the cursor is in. */
  current = $state.raw<FindingView | null>(null);
  /** The finding whose fixes are to choose from. */
  choosing = $state.raw<{ finding: FindingView; anchor: HTMLElement } | null>(
    null,
  );
  /** What was done or reached last, for those who cannot see it. */
  said = $state("");
  /** What only the customer may read, until it is dismissed; empty for nothing. */
  privateText = $state("");
  readonly #reply: Reviewed;
  readonly #kept: Kept;

  constructor(reply: Reviewed, kept: Kept) {
    this.#reply = reply;
    this.#kept = kept;
    this.privateText = kept.text;
  }

  /** The gravest first, then in the order of the text. */
  readonly findings = $derived.by(() =>
    (this.#reply.check?.findings ?? []).toSorted(
      (a, b) =>
        Number(b.blocks) - Number(a.blocks) ||
        gravity(b.severity) - gravity(a.severity) ||
        a.span.from - b.span.from,
    ),
  );
  readonly moved = $derived.by(() => this.#reply.check?.moved ?? null);

  /** The words at a place that a check spoke of. */
  word({ from, to }: Span): string {
    return this.#reply.checkedText?.slice(from, to) ?? "";
  }

  /** Goes to what a check spoke of. */
  reveal(spoken: Spoken): void {
    const { editor } = this.#reply;
    editor?.focus();
    editor?.checks.reveal(spoken);
  }

  /** Goes to the next finding, or the one before. */
  async step(back: boolean): Promise<void> {
    await this.#reply.fresh();
    const finding = this.#reply.editor?.checks.step(back) ?? null;
    this.said =
      finding === null ? words.noFindings : words.finding(finding).said;
  }

  /** Mends the finding under the cursor or the nearest; asks which way if there are several. */
  async mendNearest(): Promise<void> {
    await this.#reply.fresh();
    const port = this.#reply.editor?.checks;
    const finding = port?.mendable() ?? null;
    const [best, other] = finding?.fixes ?? [];
    if (!port || finding === null || best === undefined) {
      this.said = words.nothingToFix;
    } else if (other === undefined) {
      this.mend(finding, best);
    } else {
      this.choosing = { finding, anchor: port.anchor(finding) };
    }
  }

  mend(finding: FindingView, fix: FixView): void {
    const { editor } = this.#reply;
    this.choosing = null;
    if (editor?.checks.mend(finding, fix) !== true) return;
    editor.focus();
    this.said = words.fixed(fix.text);
  }

  /** Marks in the reply where its sentences come from, one above the others. */
  trace(sentence: SentenceView | null): void {
    this.#reply.editor?.checks.trace(sentence);
  }

  /** Leaves the public part in the reply and keeps the private part beside it. */
  async moveToPrivate(): Promise<void> {
    const check = await this.#reply.fresh();
    const { editor } = this.#reply;
    if (editor === null || check?.moved == null) return;
    const { moved, sentences } = check;
    editor.checks.rewrite(
      moved.public,
      sentences.map((sentence) => sentence.span),
    );
    // Undone and moved once more, it is still one message.
    if (!this.privateText.includes(moved.private))
      this.#keep(
        [this.privateText, moved.private]
          .filter((text) => text !== "")
          .join("\n\n"),
      );
    this.said = words.exposure.moved;
    editor.focus();
  }

  dismissPrivate(): void {
    this.#keep("");
  }

  #keep(text: string): void {
    this.privateText = text;
    this.#kept.keep(text);
  }
}
