// Everything that can be done in the Voice room by key.

import { voice as words } from "../../app/messages/voice";
import type { Action } from "../../shared/keys";
import { rooms } from "../../shared/roomState.svelte";
import { approve, revert, save, saveAndUse } from "./guideActions";
import { levelWhenOn, ruleInput } from "./guideForm";
import { TABS, type VoiceState } from "./voiceState.svelte";

/** What the room knows and its state does not. */
export interface VoiceKeys {
  solo: () => boolean;
  canWrite: () => boolean;
  canApprove: () => boolean;
  search: () => void;
  bench: () => void;
  /** Shows what the open revision changes. */
  changes: () => void;
}

export function voiceActions(voice: VoiceState, room: VoiceKeys): Action[] {
  const { guide, list, check } = voice;
  const always = () => true;
  const action = (
    id: string,
    label: string,
    keys: string[],
    run: () => void,
    enabled: () => boolean = always,
  ): Action => ({
    id: `voice.${id}`,
    label,
    group: words.group,
    keys,
    enabled,
    run,
  });
  const listed = () => voice.tab === "rules" || voice.tab === "check";
  const hasRule = () => voice.tab === "rules" && list.rule !== null;
  const { keys } = words;
  return [
    action("next", keys.next, ["j"], () => voice.move(1), listed),
    action("previous", keys.previous, ["k"], () => voice.move(-1), listed),
    action("search", keys.search, ["/"], room.search),
    action(
      "toggle",
      keys.toggle,
      ["Space"],
      () => list.rule && guide.toggle(list.rule),
      () => hasRule() && room.canWrite(),
    ),
    action("impact", keys.impact, ["i"], () => askImpact(voice), hasRule),
    action("bench", keys.bench, ["t"], room.bench),
    action(
      "open",
      words.check.openAnswer,
      ["o"],
      () =>
        check.current &&
        rooms.askLibrary({ kind: "show", id: check.current.id }),
      () => voice.tab === "check" && check.current !== null,
    ),
    action(
      "save",
      room.solo() ? keys.use : keys.save,
      ["Mod+s"],
      () => void (room.solo() ? saveAndUse(voice) : save(voice)),
      () => guide.canSave && room.canWrite(),
    ),
    action(
      "changes",
      keys.changes,
      ["d"],
      room.changes,
      () => guide.view?.open != null && !guide.newer,
    ),
    action(
      "approve",
      keys.approve,
      ["Mod+Enter"],
      () => void approve(voice),
      () => guide.view?.open != null && !guide.newer && room.canApprove(),
    ),
    action(
      "revert",
      keys.revert,
      [],
      () => revert(voice),
      () => guide.dirty,
    ),
    ...TABS.map((tab) =>
      action(
        `tab-${tab}`,
        keys.tab(words.tabs[tab]),
        [],
        () => (voice.tab = tab),
        () => voice.tab !== tab,
      ),
    ),
  ];
}

function askImpact(voice: VoiceState): void {
  const { rule } = voice.list;
  if (rule === null || rule.problem !== null) return;
  const setting = voice.guide.setting(rule);
  const level = levelWhenOn(rule, setting.level);
  void voice.impact.ask(ruleInput(rule.name, { ...setting, level }));
}
