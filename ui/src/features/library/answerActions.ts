// What can be done to the shown answer, with the message that tells of it and takes it back.

import { library as words } from "../../app/messages/library";
import { toasts } from "../../shared/toastState.svelte";
import type { LibraryState } from "./libraryState.svelte";
import type { OpenAnswerState } from "./openAnswerState.svelte";

/** How long an action can be taken back. */
const UNDO_SECONDS = 10;

function name(open: OpenAnswerState): string {
  return open.view?.input.title ?? words.untitled;
}

function told(message: string, undo: () => void): void {
  toasts.show({
    message,
    action: { label: words.done.undo, run: undo },
    seconds: UNDO_SECONDS,
  });
}

/** Puts the cursor where something must be changed before it can be saved. */
function pointAt(library: LibraryState, open: OpenAnswerState): void {
  if (open.shortcutTaken) library.edit("shortcut");
  else if (open.faulty) library.edit(open.faults.title ? "title" : undefined);
}

/** Saves what was typed; a title that is missing gets the cursor. */
export async function save(
  library: LibraryState,
  open: OpenAnswerState,
): Promise<void> {
  if (!open.canSave) return;
  if (await open.save()) await library.list.rows.reload();
  else pointAt(library, open);
}

/** Saves, and puts the text into service. */
export async function approve(
  library: LibraryState,
  open: OpenAnswerState,
): Promise<void> {
  if (!open.canApprove) return;
  const hadOpen = open.view?.approval?.revision;
  if (await open.approve()) {
    if (open.view?.approval?.revision !== hadOpen) {
      toasts.show({ message: words.done.approved(name(open)) });
    }
    await library.list.rows.reload();
  } else pointAt(library, open);
}

/** Takes the answer out of service. */
export async function retire(
  library: LibraryState,
  open: OpenAnswerState,
): Promise<void> {
  if (!(await open.retire())) return;
  told(words.done.retired(name(open)), () => void restore(library, open));
  await library.list.rows.reload();
}

/** Puts a retired answer back. */
export async function restore(
  library: LibraryState,
  open: OpenAnswerState,
): Promise<void> {
  if (!(await open.restore())) {
    // It may no longer be on the screen when the undo fails.
    if (open.error && open !== library.current) toasts.error(open.error);
    return;
  }
  toasts.show({ message: words.done.restored(name(open)) });
  await library.list.rows.reload();
}

/** Throws the open revision away; taking that back opens it anew. */
export async function discard(
  library: LibraryState,
  open: OpenAnswerState,
): Promise<void> {
  const revision = open.view?.revision ?? 0;
  const typed = open.revert();
  if (!(await open.discard())) {
    open.form = typed;
    return;
  }
  told(words.done.discarded(revision), () => {
    open.form = typed;
    library.resume(open);
    void save(library, open);
  });
  await library.list.rows.reload();
}

/** Gives up what was typed and not saved. */
export function revert(library: LibraryState, open: OpenAnswerState): void {
  told(words.done.reverted, library.giveUp(open));
}
