/** What the rules of the desk say about words that mean the same; it checks them again. */
export const MOST_GROUPS = 500;
const MOST_WORDS = 20;
const LONGEST_WORD = 60;

/** What is wrong with one line of words. */
export type SynonymFault =
  | { kind: "alone"; word: string }
  | { kind: "many"; most: number }
  | { kind: "long"; word: string; most: number }
  | { kind: "letterless"; word: string }
  | { kind: "twice"; word: string; other: string };

/** The words of a line: between commas, without blanks around them and without empty ones. */
export function wordsOf(line: string): string[] {
  const words = line.split(",").map((word) => word.trim().replace(/\s+/g, " "));
  const keys = new Set<string>();
  return words.filter((word) => {
    const isNew = word !== "" && !keys.has(key(word));
    keys.add(key(word));
    return isNew;
  });
}

/** What is wrong with each of the lines, or `null`. An empty line is not saved, so it is right. */
export function faults(lines: readonly string[]): (SynonymFault | null)[] {
  const owners = new Map<string, string>();
  return lines.map((line) => {
    const words = wordsOf(line);
    const [first] = words;
    if (first === undefined) return null;
    const twice = words.find((word) => owners.has(key(word)));
    const other = twice === undefined ? undefined : owners.get(key(twice));
    for (const word of words)
      if (!owners.has(key(word))) owners.set(key(word), first);
    if (twice !== undefined && other !== undefined)
      return { kind: "twice", word: twice, other };
    return fault(words, first);
  });
}

function fault(words: readonly string[], first: string): SynonymFault | null {
  const long = words.find((word) => [...word].length > LONGEST_WORD);
  if (long !== undefined)
    return { kind: "long", word: long, most: LONGEST_WORD };
  const letterless = words.find((word) => key(word) === "");
  if (letterless !== undefined) return { kind: "letterless", word: letterless };
  if (words.length === 1) return { kind: "alone", word: first };
  if (words.length > MOST_WORDS) return { kind: "many", most: MOST_WORDS };
  return null;
}

/** What two words are compared by: their letters and digits, in lower case. */
function key(word: string): string {
  const parts = word.toLowerCase().split(/[^\p{Alphabetic}\p{N}]+/u);
  return parts.filter((part) => part !== "").join(" ");
}
