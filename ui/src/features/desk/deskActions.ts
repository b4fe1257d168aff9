// Everything that can be done in the Desk room, with its keys.
import { desk as text } from "../../app/messages/desk";
import type { Judged } from "../../ipc";
import type { Action } from "../../shared/keys";
import { checkActions } from "./composer/checks/checkActions";
import { CHOOSE_KEY } from "./composer/choices";
import type { DeskState } from "./deskState.svelte";

/** What the room itself opens and closes. */
export interface DeskDoors {
  search: () => void;
  newQuery: () => void;
  snooze: () => void;
  send: () => void;
  insert: (number: number) => void;
  insertTogether: () => void;
  /** Judges the suggestion that holds the focus, else the first. */
  judge: (judged: Judged) => void;
  /** Asks for the right answer. */
  correct: () => void;
  /** Whether the pane is a drawer in this width, and opening or closing it. */
  queueIsDrawer: () => boolean;
  toggleQueue: () => void;
  suggestionsAreDrawer: () => boolean;
  toggleSuggestions: () => void;
}

/** The room's actions. */
export function deskActions(state: DeskState, doors: DeskDoors): Action[] {
  const group = text.group;
  const isOpen = () => state.conversation.view !== null;
  const hasText = () => state.composer !== null && !state.composer.empty;
  const open = { group, enabled: isOpen };
  return [
    {
      id: "desk-next",
      label: text.actions.next,
      group,
      keys: ["j"],
      run: () => state.move(1),
    },
    {
      id: "desk-previous",
      label: text.actions.previous,
      group,
      keys: ["k"],
      run: () => state.move(-1),
    },
    {
      id: "desk-search",
      label: text.actions.search,
      group,
      keys: ["/"],
      run: doors.search,
    },
    {
      id: "desk-new",
      label: text.actions.newQuery,
      group,
      keys: ["n"],
      run: doors.newQuery,
    },
    {
      ...open,
      id: "desk-reply",
      label: text.actions.reply,
      keys: ["r"],
      run: () => state.composer?.editor?.focus(),
    },
    {
      ...open,
      id: "desk-resolve",
      label: text.actions.resolve,
      keys: ["e"],
      run: () => void state.resolveOrReopen(),
    },
    {
      ...open,
      id: "desk-snooze",
      label: text.actions.snooze,
      keys: ["z"],
      run: doors.snooze,
    },
    {
      ...open,
      id: "desk-assign",
      label: text.actions.assign,
      keys: ["a"],
      run: () => void state.assign(),
    },
    {
      id: "desk-send",
      label: text.actions.send,
      group,
      keys: ["Mod+Enter"],
      enabled: hasText,
      run: doors.send,
    },
    {
      id: "desk-copy",
      label: text.actions.copy,
      group,
      keys: ["Mod+Shift+C"],
      enabled: hasText,
      run: () => void state.copy(),
    },
    {
      id: "desk-problem",
      label: text.actions.problem,
      group,
      keys: ["Mod+Shift+F"],
      enabled: () => state.composer?.verdict === "blocked",
      run: () => state.composer?.showProblem(),
    },
    {
      id: "desk-choose",
      label: text.actions.choose,
      group,
      keys: [CHOOSE_KEY],
      enabled: hasText,
      run: () => state.composer?.editor?.choose(),
    },
    {
      id: "desk-suggestions",
      label: text.actions.suggestions,
      group,
      keys: ["s"],
      enabled: doors.suggestionsAreDrawer,
      run: doors.toggleSuggestions,
    },
    {
      id: "desk-queue",
      label: text.actions.queue,
      group,
      keys: ["q"],
      enabled: doors.queueIsDrawer,
      run: doors.toggleQueue,
    },
    ...checkActions(() => state.composer),
    ...judgements(state, doors),
    ...numbers(state, doors.insert),
    ...written(group),
  ];
}

/** What is said of suggestions, and answering all questions at once. */
function judgements(state: DeskState, doors: DeskDoors): Action[] {
  const { group } = text;
  const some = () => state.suggestions.list.length > 0;
  return [
    {
      id: "desk-insert-all",
      label: text.actions.insertAll,
      group,
      keys: ["b"],
      enabled: () => state.suggestions.together.length > 0,
      run: doors.insertTogether,
    },
    {
      id: "desk-accept",
      label: text.actions.accept,
      group,
      keys: ["y"],
      enabled: some,
      run: () => doors.judge("accepted"),
    },
    {
      id: "desk-reject",
      label: text.actions.reject,
      group,
      keys: ["x"],
      enabled: some,
      run: () => doors.judge("rejected"),
    },
    {
      id: "desk-correct",
      label: text.actions.correct,
      group,
      keys: ["c"],
      enabled: () => state.conversation.view !== null,
      run: doors.correct,
    },
  ];
}

/** `1…9` outside the composer, `Alt+1…9` also in it; the sheet says it once. */
function numbers(state: DeskState, insert: DeskDoors["insert"]): Action[] {
  const all = Array.from({ length: 9 }, (_, index) => index + 1);
  const inserting = all.map((number): Action => ({
    id: `desk-insert-${number}`,
    label: text.actions.insert(number),
    group: text.group,
    keys: [String(number), `Alt+${number}`],
    unlisted: true,
    enabled: () => state.suggestions.numbered(number) !== undefined,
    run: () => insert(number),
  }));
  const said: Action[] = [
    {
      id: "desk-insert",
      label: text.actions.insertAny,
      group: text.group,
      keys: ["1…9"],
      sheetOnly: true,
      run: none,
    },
    {
      id: "desk-insert-alt",
      label: text.actions.insertWriting,
      group: text.group,
      keys: ["Alt+1…9"],
      sheetOnly: true,
      run: none,
    },
  ];
  return [...inserting, ...said];
}

/** Keys the composer handles itself. */
function written(group: string): Action[] {
  return [
    {
      id: "desk-field",
      label: text.actions.field,
      group,
      keys: ["Tab"],
      sheetOnly: true,
      run: none,
    },
    {
      id: "desk-find",
      label: text.actions.find,
      group,
      keys: ["/"],
      sheetOnly: true,
      run: none,
    },
    {
      id: "desk-leave",
      label: text.actions.leave,
      group,
      keys: ["Esc"],
      sheetOnly: true,
      run: none,
    },
  ];
}

function none(): void {
  // The composer does it.
}
