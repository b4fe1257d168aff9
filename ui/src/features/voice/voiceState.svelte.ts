import { BenchState } from "./benchState.svelte";
import { ExamplesState } from "./examplesState.svelte";
import { GuideState } from "./guideState.svelte";
import { ImpactState } from "./impactState.svelte";
import { LibraryCheckState } from "./libraryCheckState.svelte";
import { LikenessState } from "./likenessState.svelte";
import { LongWork } from "./longWork.svelte";
import { RuleListState } from "./ruleListState.svelte";

/** The parts of the room. */
export const TABS = ["rules", "words", "styles", "check", "likeness"] as const;
export type VoiceTab = (typeof TABS)[number];

/** The Voice room: the guide with what is not saved of it, and what is tried with it. */
export class VoiceState {
  readonly guide = new GuideState();
  readonly list = new RuleListState(this.guide);
  readonly examples = new ExamplesState();
  readonly work = new LongWork();
  readonly impact = new ImpactState(this.work);
  readonly check = new LibraryCheckState(this.work);
  readonly likeness = new LikenessState(this.work);
  readonly bench = new BenchState();
  tab = $state<VoiceTab>("rules");
  /** Whether the bench is in sight; `null` leaves that to the width of the room. */
  benchOpen = $state<boolean | null>(null);
  /** Where there is no room for both: whether the chosen entry covers the list. */
  covered = $state(false);
  /** Width of the list in CSS pixels. */
  listWidth = $state(380);

  /** Shows the rules of one style. */
  showStyle(style: string): void {
    this.list.clear();
    this.list.narrow("style", style);
    this.list.choose(0);
    this.tab = "rules";
  }

  /** Walks through what the tab lists. */
  move(by: number): void {
    if (this.tab === "rules") this.list.move(by);
    else if (this.tab === "check") this.check.move(by);
  }
}

/** The room's state; one lives as long as the window, so that unsaved changes do. */
export function createVoiceState(): VoiceState {
  return new VoiceState();
}
