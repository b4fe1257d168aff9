import type { About, CommandError } from "../../ipc";
import { commands, settled } from "../../ipc";

/** What the about box shows: version, folder, and the packages whose names were searched for. */
export class AboutState {
  about = $state.raw<About | null>(null);
  error = $state.raw<CommandError | null>(null);
  search = $state("");

  /** The packages whose name or licence holds what was typed. */
  readonly licences = $derived.by(() => {
    const wanted = this.search.trim().toLowerCase();
    const all = this.about?.licences ?? [];
    return all.filter(({ name, licence }) =>
      `${name} ${licence}`.toLowerCase().includes(wanted),
    );
  });

  async load(): Promise<void> {
    const answer = await settled(commands.about());
    this.error = answer.status === "error" ? answer.error : null;
    if (answer.status === "ok") this.about = answer.data;
  }
}
