import type { SynonymFault } from "../../features/settings/synonyms";
import { number } from "./shared";

/** The words of the settings dialog. */
export const settings = {
  title: "Settings",
  you: "You",
  agent: "Your name",
  agentHint: "Signs replies and approvals; fills {{agent.name}}.",
  agentMissing: "A name is needed.",
  replies: "First reply",
  minutes: "Minutes until the first reply is due",
  minutesHint: "For every channel that has no target of its own.",
  minutesWrong: (most: number) =>
    `Write whole minutes from 1 to ${number(most)}.`,
  ownTargets: "Channels with a target of their own",
  addTarget: "Add a channel …",
  targetOf: (channel: string) => `Minutes on ${channel}`,
  removeTarget: (channel: string) => `Remove the target of ${channel}`,
  unit: "min",
  synonyms: "Words that mean the same",
  synonymsHint:
    "Whoever searches for one finds the others too. One group a line, with commas.",
  synonymsEmpty: "None yet. A line such as “refund, money back” is a start.",
  synonymExample: "refund, money back",
  synonymLine: (number: number) => `Group ${number}`,
  removeSynonyms: (number: number) => `Remove group ${number}`,
  addSynonyms: "Add words",
  synonymFault: (fault: SynonymFault): string => {
    switch (fault.kind) {
      case "alone":
        return `Add a word that means the same as “${fault.word}”.`;
      case "many":
        return `Keep ${number(fault.most)} words at most.`;
      case "long":
        return `Shorten “${fault.word}” to ${number(fault.most)} characters.`;
      case "letterless":
        return `“${fault.word}” has no letter and no digit. Remove it.`;
      case "twice":
        return `“${fault.word}” is in the group of “${fault.other}” too. Remove it from one, or join the two.`;
    }
  },
  look: "Look",
  lookHint: "Changes at once, on this computer only.",
  theme: "Theme",
  themes: { system: "As the system", light: "Light", dark: "Dark" },
  textSize: "Text size",
  percent: (share: number) => `${number(share * 100)} %`,
  workspace: "Workspace",
  name: "Name",
  timeZone: "Time zone",
  language: "Language",
  fourEyes: "Four-eyes",
  fourEyesOff:
    "Off: you work alone, so you approve your own text. Each approval says so.",
  fourEyesOn: "On: a second person approves what you write.",
  home: "Data folder",
  copy: "Copy the path",
  copied: "Path copied",
  copyFailed: "The path could not be copied; select it and copy it by hand.",
  save: "Save",
  saving: "Saving …",
  close: "Close",
  notSaved: "These settings are not saved yet.",
  discard: "Discard changes",
  failed: (message: string) =>
    `${message.charAt(0).toUpperCase()}${message.slice(1)}. What you typed is still here.`,
};
