// What can be done by key about the checks of a reply.
import { checks as words } from "../../../../app/messages/checks";
import { desk as text } from "../../../../app/messages/desk";
import type { Action } from "../../../../shared/keys";
import type { ComposerState } from "../composerState.svelte";
import { panels } from "./panelState.svelte";

export function checkActions(composer: () => ComposerState | null): Action[] {
  const { group } = text;
  const hasText = () => composer()?.empty === false;
  const isLeaking = () => (composer()?.review.moved ?? null) !== null;
  return [
    {
      id: "desk-finding-next",
      label: words.actions.next,
      group,
      keys: ["F8"],
      inText: true,
      enabled: hasText,
      run: () => void composer()?.review.step(false),
    },
    {
      id: "desk-finding-previous",
      label: words.actions.previous,
      group,
      keys: ["Shift+F8"],
      inText: true,
      enabled: hasText,
      run: () => void composer()?.review.step(true),
    },
    {
      id: "desk-fix",
      label: words.actions.fix,
      group,
      keys: ["Mod+."],
      enabled: hasText,
      run: () => void composer()?.review.mendNearest(),
    },
    {
      id: "desk-findings",
      label: words.actions.findings,
      group,
      keys: ["Mod+J"],
      enabled: () => composer() !== null,
      run: () => panels.toggle("findings"),
    },
    {
      id: "desk-move-private",
      label: words.exposure.move,
      group,
      keys: [],
      enabled: isLeaking,
      run: () => void composer()?.review.moveToPrivate(),
    },
  ];
}
