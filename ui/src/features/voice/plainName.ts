/** A rule's name in plain words: "Reply.ApologyOnce" → "Apology once", "Microsoft.AMPM" → "AMPM". */
export function plainName(name: string): string {
  const own = name.slice(name.indexOf(".") + 1);
  const words = own
    .replace(/[_]+/g, " ")
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .trim()
    .split(" ");
  return words
    .map((word, at) =>
      at > 0 && /^(\p{Lu}\p{Ll}+|A)$/u.test(word) ? word.toLowerCase() : word,
    )
    .join(" ");
}
