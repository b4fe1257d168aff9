/** The words about teams. */
export const teams = {
  rule: "Teams",
  other: "Another team",
  otherExample: "Add a team",
  ruleHint:
    "None chosen means everybody. A rule for a team is not checked for members of another one, or of none.",
  ruleHintSolo:
    "None chosen means everybody. You work alone and write for no team in particular, so the rules of all teams apply to you.",
  fault:
    "Write a team with letters and digits, such as support, marketing or pr.",
  writesFor: "You write for",
  writesForHint:
    "Your team, such as support, marketing or pr: rules of the voice guide can be for some teams only.",
  writesForSolo:
    "Your team, if you want only its rules of the voice guide. While this is empty, the rules of all teams apply, because you work alone.",
};
