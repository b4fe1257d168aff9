import { plural } from "./shared";

/** The words of the about box. */
export const about = {
  title: "About Antiphon",
  product: "Antiphon",
  claim: "Approved answers, one voice.",
  version: (version: string) => `Version ${version}`,
  home: "Data folder",
  licences: "Made with",
  count: (count: number) => plural(count, "package", "packages"),
  search: "Search packages and licences",
  none: "No package or licence is called that.",
  loading: "Loading …",
  failed: "The licences could not be read",
  retry: "Try again",
};
