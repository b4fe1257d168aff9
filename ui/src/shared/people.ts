/** Up to two letters that stand for a name: "Mira Osei" → "MO", "jonas.bsky" → "JB". */
export function initials(name: string): string {
  const words = name
    .replace(/^@/, "")
    .split(/[\s._\-@]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = words.map(
    (word) => [...word].find((c) => /[\p{L}\p{N}]/u.test(c)) ?? "",
  );
  const [first = "", second = ""] =
    letters.length > 2 ? [letters[0], letters.at(-1)] : letters;
  return (first + second).toLocaleUpperCase() || "?";
}
