import type { BodyPreview, Channel, CommandError } from "../../ipc";
import { commands, settled } from "../../ipc";

/** How a body reads on a channel; asked again as it is typed, one question at a time. */
export class PreviewState {
  preview = $state.raw<BodyPreview | null>(null);
  error = $state.raw<CommandError | null>(null);
  #wanted: { body: string; channel: Channel | null } | null = null;
  #asking = false;

  /** Shows `body` as a reader on `channel` sees it; the latest wish wins. */
  async show(body: string, channel: Channel | null): Promise<void> {
    this.#wanted = { body, channel };
    if (this.#asking) return;
    this.#asking = true;
    while (this.#wanted !== null) {
      const asked: { body: string; channel: Channel | null } = this.#wanted;
      this.#wanted = null;
      const answer = await settled(
        commands.previewBody(asked.body, asked.channel),
      );
      if (this.#wanted !== null) continue; // Typed on meanwhile: this one is too late.
      this.error = answer.status === "error" ? answer.error : null;
      if (answer.status === "ok") this.preview = answer.data;
    }
    this.#asking = false;
  }
}
