import type {
  Channel,
  CommandError,
  SettingsInput,
  WorkspaceView,
} from "../../ipc";
import { commands, settled } from "../../ipc";
import { teamFault, teamName } from "../../shared/teams";
import { faults, MOST_GROUPS, wordsOf } from "./synonyms";

/** A first-reply target as it is typed. */
export interface TargetForm {
  channel: Channel;
  minutes: string;
}

/** A group of words that mean the same, as it is typed: with commas. */
export interface SynonymForm {
  readonly id: number;
  line: string;
}

/** A week: nobody waits longer for a first reply. */
export const MOST_MINUTES = 10_080;

/** The workspace's settings as they stand in the dialog's fields. */
export class SettingsState {
  agent = $state("");
  /** The team that this member writes for; empty for none. */
  team = $state("");
  minutes = $state("");
  targets = $state<TargetForm[]>([]);
  synonyms = $state<SynonymForm[]>([]);
  saving = $state(false);
  error = $state.raw<CommandError | null>(null);
  #base = $state("");
  #lastId = 0;

  readonly agentMissing = $derived(this.agent.trim() === "");
  readonly teamWrong = $derived(
    teamName(this.team) !== "" && teamFault(teamName(this.team)),
  );
  readonly minutesWrong = $derived(asMinutes(this.minutes) === null);
  /** What is wrong with each line of words that mean the same. */
  readonly synonymFaults = $derived(
    faults(this.synonyms.map(({ line }) => line)),
  );
  readonly dirty = $derived(this.#typed() !== this.#base);
  readonly canSave = $derived(
    this.dirty &&
      !this.saving &&
      !this.agentMissing &&
      !this.teamWrong &&
      !this.minutesWrong &&
      this.targets.every((target) => asMinutes(target.minutes) !== null) &&
      this.synonymFaults.every((fault) => fault === null),
  );

  constructor(workspace: WorkspaceView) {
    this.#show(workspace);
  }

  /** Gives `channel` a target of its own, beginning with the default one. */
  addTarget(channel: Channel): void {
    if (this.targets.some((target) => target.channel === channel)) return;
    this.targets.push({ channel, minutes: this.minutes });
  }

  removeTarget(channel: Channel): void {
    this.targets = this.targets.filter((target) => target.channel !== channel);
  }

  /** Puts an empty line behind the line `after`; whether there was room for it. */
  addSynonyms(after: number): boolean {
    if (this.synonyms.length >= MOST_GROUPS) return false;
    this.synonyms.splice(after + 1, 0, this.#line(""));
    return true;
  }

  removeSynonyms(index: number): void {
    this.synonyms.splice(index, 1);
  }

  /** Saves; the workspace as it is then, or `null` when it could not be. */
  async save(): Promise<WorkspaceView | null> {
    const input = this.#input();
    if (!this.canSave || input === null) return null;
    const sent = this.#typed();
    this.saving = true;
    const answer = await settled(commands.saveSettings(input));
    this.saving = false;
    this.error = answer.status === "error" ? answer.error : null;
    if (answer.status === "error") return null;
    // Words typed while the command ran stay.
    if (this.#typed() === sent) this.#show(answer.data);
    else this.#base = sent;
    return answer.data;
  }

  #show({ member, settings }: WorkspaceView): void {
    this.agent = member.name;
    this.team = member.team ?? "";
    this.minutes = String(settings.firstReplyMinutes);
    this.targets = settings.firstReplyByChannel.map(({ channel, minutes }) => ({
      channel,
      minutes: String(minutes),
    }));
    this.synonyms = settings.synonyms.map((group) =>
      this.#line(group.join(", ")),
    );
    this.#base = this.#typed();
  }

  #line(line: string): SynonymForm {
    this.#lastId += 1;
    return { id: this.#lastId, line };
  }

  #typed(): string {
    return JSON.stringify([
      this.agent,
      teamName(this.team),
      this.minutes,
      this.targets,
      this.#groups(),
    ]);
  }

  /** The groups that are not empty. */
  #groups(): string[][] {
    const groups = this.synonyms.map(({ line }) => wordsOf(line));
    return groups.filter((words) => words.length > 0);
  }

  #input(): SettingsInput | null {
    const firstReplyMinutes = asMinutes(this.minutes);
    if (firstReplyMinutes === null) return null;
    const firstReplyByChannel = [];
    for (const { channel, minutes: typed } of this.targets) {
      const minutes = asMinutes(typed);
      if (minutes === null) return null;
      firstReplyByChannel.push({ channel, minutes });
    }
    return {
      agent: this.agent.trim(),
      team: teamName(this.team) || null,
      firstReplyMinutes,
      firstReplyByChannel,
      synonyms: this.#groups(),
    };
  }
}

/** The minutes that were typed, or `null` when that is no number from one to a week's. */
export function asMinutes(typed: string): number | null {
  const text = typed.trim();
  if (!/^\d{1,5}$/.test(text)) return null;
  const minutes = Number(text);
  return minutes >= 1 && minutes <= MOST_MINUTES ? minutes : null;
}
