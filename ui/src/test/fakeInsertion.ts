// An answer made ready by a pretended desk: fields filled, the first of several wordings chosen.
import type { ChoiceView, FieldView, Insertion } from "../ipc";

const FIELD = /(\{\{.+?\}\})/;
const CHOICE = /\{% choice %\}(.*?)\{% endchoice %\}/;

/** `body` ready for a customer, called `first`. */
export function insertionOf(
  id: string,
  body: string,
  first: string,
): Insertion {
  const fields: FieldView[] = [];
  const choices: ChoiceView[] = [];
  let text = "";
  const add = (part: string) => {
    for (const piece of part.split(FIELD)) {
      const name = /^\{\{(.+)\}\}$/.exec(piece)?.[1];
      const value = name === "customer.first_name" ? first : null;
      const from = text.length;
      text += value ?? piece;
      if (name) fields.push({ name, value, span: { from, to: text.length } });
    }
  };
  body.split(CHOICE).forEach((part, index) => {
    const from = text.length;
    if (index % 2 === 0) return add(part);
    const alternatives = part.split("{% or %}");
    add(alternatives[0] ?? "");
    choices.push({ span: { from, to: text.length }, alternatives, chosen: 0 });
  });
  return { text, fields, choices, cursor: null, answer: { id, revision: 1 } };
}
