import { commands, settled } from "../../../../ipc";

/** How long each part of a split reply is, as the channel counts. */
export class PartLengths {
  #known = $state.raw<ReadonlyMap<string, number>>(new Map());
  #wanted: readonly string[] = [];

  /** Counts the parts that are not counted yet; those that are gone are forgotten. */
  async count(conversation: string, parts: readonly string[]): Promise<void> {
    this.#wanted = parts;
    const counted = await Promise.all(
      parts.map(async (part) => {
        const known = this.#known.get(part);
        if (known !== undefined) return [part, known] as const;
        const answer = await settled(
          commands.checkReply(conversation, part, []),
        );
        return answer.status === "ok"
          ? ([part, answer.data.length] as const)
          : null;
      }),
    );
    if (this.#wanted !== parts) return; // There are other parts by now.
    this.#known = new Map(counted.filter((one) => one !== null));
  }

  of(part: string): number | undefined {
    return this.#known.get(part);
  }
}
