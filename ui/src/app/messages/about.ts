import { plural } from "./shared";

/** The words of the about box. */
export const about = {
  title: "About Antiphon",
  product: "Antiphon",
  claim: "Approved answers, one voice.",
  version: (version: string) => `Version ${version}`,
  home: "Data folder",
  meaning: "Suggestions",
  meaningKnown:
    "By words, by meaning (English), and by what your team has accepted.",
  noWeights:
    "By words and by what your team has accepted. The language model that tells what words mean is not installed.",
  unusable: (why: string) =>
    `By words and by what your team has accepted. The language model cannot be used: ${why}`,
  licences: "Made with",
  count: (count: number) => plural(count, "package", "packages"),
  search: "Search packages and licences",
  none: "No package or licence is called that.",
  loading: "Loading …",
  failed: "The licences could not be read",
  retry: "Try again",
};
