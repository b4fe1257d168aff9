// What can be done to the guide, with the message that tells of it and takes it back.

import { voice as words } from "../../app/messages/voice";
import { commands, settled, type GuideView } from "../../ipc";
import { toasts } from "../../shared/toastState.svelte";
import type { GuideState } from "./guideState.svelte";
import type { VoiceState } from "./voiceState.svelte";

/** How long an action can be taken back. */
const UNDO_SECONDS = 10;

function told(message: string, undo?: () => void): void {
  toasts.show({
    message,
    ...(undo ? { action: { label: words.done.undo, run: undo } } : {}),
    seconds: UNDO_SECONDS,
  });
}

/** Lines that cannot be saved are shown where they are. */
function isFaulty(voice: VoiceState): boolean {
  if (voice.guide.faults === 0) return false;
  voice.tab = "words";
  voice.covered = true;
  return true;
}

/** Writes what was changed into a revision that waits for approval. */
export async function save(voice: VoiceState): Promise<void> {
  const { guide } = voice;
  if (!guide.canSave || isFaulty(voice) || !(await guide.save())) return;
  const open = guide.view?.open;
  if (open) told(words.done.saved(open.number));
}

/** Writes what was changed and puts it into force: for one who holds all roles. */
export async function saveAndUse(voice: VoiceState): Promise<void> {
  const { guide } = voice;
  if (!guide.canSave || isFaulty(voice)) return;
  const before = guide.view;
  if (!(await guide.save())) return;
  if (guide.view?.open && !(await guide.approve())) return;
  used(guide, before);
}

/** Puts the open revision into force. */
export async function approve(voice: VoiceState): Promise<void> {
  if (await voice.guide.approve()) used(voice.guide, null);
}

/** Tells that a revision is in force; `before` is put back when somebody wants that. */
function used(guide: GuideState, before: GuideView | null): void {
  const number = guide.view?.inForce ?? 0;
  // What was in force is known only when nothing else waited for approval.
  const isKnown = before !== null && before.open === null;
  const undo = () => void putBack(guide, before as GuideView, true);
  told(words.done.used(number), isKnown ? undo : undefined);
}

async function putBack(
  guide: GuideState,
  earlier: GuideView,
  use: boolean,
): Promise<void> {
  if (await guide.putBack(earlier, use)) told(words.done.putBack);
  else if (guide.error) toasts.error(guide.error);
}

/** Puts the open revision away; taking that back writes it anew. */
export async function discard(voice: VoiceState): Promise<void> {
  const { guide } = voice;
  const before = guide.view;
  if (!before?.open || !(await guide.discard())) return;
  const names = (view: GuideView | null) =>
    view?.styles.map(({ name }) => name).join("\n");
  // Styles that came with it cannot be written back from here.
  const isWhole = names(before) === names(guide.view);
  told(
    words.done.discarded(before.open.number),
    isWhole ? () => void putBack(guide, before, false) : undefined,
  );
}

/** Gives up what was changed and not saved. */
export function revert(voice: VoiceState): void {
  if (voice.guide.dirty) told(words.done.reverted, voice.guide.revert());
}

/** Builds on what somebody else changed meanwhile, with what was changed here on top. */
export function rebase(voice: VoiceState): void {
  voice.guide.rebase();
  told(words.done.rebased);
}

/** Takes Vale packages in: a folder, or zips. */
export async function importStyles(
  voice: VoiceState,
  folder: boolean,
): Promise<void> {
  const { guide } = voice;
  const paths = await picked(folder);
  const before = guide.view;
  for (const path of paths) if (!(await guide.importStyle(path))) return;
  if (paths.length === 0 || !guide.view) return;
  const known = new Set(before?.styles.map(({ name }) => name));
  const added = guide.view.styles.filter(({ name }) => !known.has(name));
  for (const { name, rules } of added) told(words.done.imported(rules, name));
  if (added.length === 0) told(words.done.importedNothing);
}

/** Takes an imported style out; while that waits for approval it can be taken back. */
export async function removeStyle(
  voice: VoiceState,
  name: string,
): Promise<void> {
  const { guide } = voice;
  const hadOpen = guide.view?.open != null;
  if (!(await guide.removeStyle(name))) return;
  const undo = () => void guide.discard();
  const canUndo = !hadOpen && guide.view?.open != null;
  told(words.done.removed(name), canUndo ? undo : undefined);
}

/** Writes the guide as a Vale package into a folder. */
export async function exportGuide(voice: VoiceState): Promise<void> {
  const [folder] = await picked(true);
  if (folder === undefined) return;
  if (await voice.guide.export(folder)) told(words.done.exported(folder));
}

async function picked(folder: boolean): Promise<string[]> {
  const answer = await settled(commands.pickFiles(folder));
  if (answer.status === "ok") return answer.data;
  toasts.error(answer.error);
  return [];
}
