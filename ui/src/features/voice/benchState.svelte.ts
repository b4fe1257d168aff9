import type {
  Channel,
  CommandError,
  FixView,
  GuideInput,
  GuideTrial,
  Span,
} from "../../ipc";
import { commands, settled } from "../../ipc";

/** How long typing rests before the text is tried. */
export const TRY_AFTER_MS = 150;

/** What the bench asks of its editor. */
export interface BenchEditor {
  show(span: Span): void;
  replace(span: Span, text: string): void;
  focus(): void;
}

/** A text tried with the guide as it stands in the room, saved or not. */
export class BenchState {
  text = $state("");
  channel = $state<Channel | null>(null);
  /** What was found last; it stays until the newer text was tried, so that nothing flickers. */
  trial = $state.raw<GuideTrial | null>(null);
  /** The text that {@link trial} is about. */
  #tried = $state("");
  error = $state.raw<CommandError | null>(null);
  editor: BenchEditor | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  /** Whether {@link trial} is about the text as it is now. */
  readonly fresh = $derived(this.#tried === this.text);

  edited(text: string, guide: GuideInput | null): void {
    this.text = text;
    this.ask(guide);
  }

  /** Tries the text soon, with `guide` in place of the one that is saved. */
  ask(guide: GuideInput | null): void {
    clearTimeout(this.#timer);
    const asked = ++this.#asked;
    if (this.text.trim() === "") {
      this.trial = null;
      this.error = null;
      return;
    }
    this.#timer = setTimeout(() => void this.#try(asked, guide), TRY_AFTER_MS);
  }

  /** Puts a finding's remedy into the text. */
  mend(fix: FixView): void {
    if (this.fresh) this.editor?.replace(fix.span, fix.text);
  }

  async #try(asked: number, guide: GuideInput | null): Promise<void> {
    const { text } = this;
    const answer = await settled(commands.tryGuide(text, this.channel, guide));
    if (asked !== this.#asked) return; // Typed on: this answer is too late.
    this.error = answer.status === "error" ? answer.error : null;
    this.trial = answer.status === "ok" ? answer.data : null;
    this.#tried = text;
  }
}
