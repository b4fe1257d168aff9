/** Teams that most companies have, offered before anybody has typed one. */
const USUAL: readonly string[] = ["support", "marketing", "pr"];
/** The longest name, in characters. */
const LONGEST = 40;
/** Words, and between two of them a blank or one sign, which may have blanks beside it. */
const NAME =
  /^[\p{Alphabetic}\p{N}\p{M}]+(?:(?: | ?[-_&.] ?)[\p{Alphabetic}\p{N}\p{M}]+)*$/u;

/** A team as it is kept: in small letters, with single blanks. */
export function teamName(typed: string): string {
  return typed.trim().replace(/\s+/gu, " ").toLowerCase();
}

/** Whether a name as {@link teamName} gives it is none that a team can have. */
export function teamFault(name: string): boolean {
  return [...name].length > LONGEST || !NAME.test(name);
}

/** The teams, each once: first the usual ones, as far as they are among `usual`, then by name. */
export function knownTeams(
  teams: readonly string[],
  usual: readonly string[] = USUAL,
): string[] {
  const first = USUAL.filter((team) => usual.includes(team));
  const rest = teams.filter((team) => !USUAL.includes(team)).toSorted();
  return [...new Set([...first, ...rest])];
}
