// Looks for accessibility faults in what a test has drawn.

import axe from "axe-core";

/** The faults in the document, each with its rule and first element; colours need a real window. */
export async function accessibilityFaults(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    rules: {
      region: { enabled: false },
      "color-contrast": { enabled: false },
    },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
}
