// What people write to a company, for tests and pictures.
import type { Channel } from "../ipc";

export interface FakeMessage {
  name: string;
  handle: string | null;
  channel: Channel;
  text: string;
  /** Minutes until the first reply is due. */
  due: number;
  locale?: string;
  followers?: number;
  contacts?: number;
  attributes?: [string, string][];
  earlier?: string;
}

export const MESSAGES: readonly FakeMessage[] = [
  {
    name: "Dana K.",
    handle: "@danak@mastodon.example",
    channel: "mastodon",
    text: "Third day without internet. If nobody calls me today I am going to the regulator and my lawyer.",
    due: -4,
    followers: 87,
    contacts: 2,
  },
  {
    name: "Mira Osei",
    handle: "@miraosei",
    channel: "x",
    text: "@northlight hi!! cancelled in March and STILL no refund?? when do i get my money back 😡",
    due: 12,
    followers: 4210,
    contacts: 3,
    attributes: [
      ["Since", "2021"],
      ["Plan", "Fibre 150, ended 14 Mar"],
    ],
    earlier:
      "Your Fibre 150 is cancelled, Mira. The last bill is settled within one billing cycle.",
  },
  {
    name: "jonas.bsky",
    handle: "@jonas.bsky.example",
    channel: "bluesky",
    text: "Is the 5G outage in Leeds still on? My app says fixed but my phone disagrees.",
    due: 34,
    followers: 1204,
  },
  {
    name: "Amélie Fournier",
    handle: null,
    channel: "facebook",
    text: "Bonjour, comment changer mon adresse de facturation ?",
    due: 51,
    locale: "fr-FR",
  },
  {
    name: "Tom Whitfield",
    handle: "tomwhitfield",
    channel: "linkedin",
    text: "Do you offer student pricing on the 500 Mbit plan, and can I bring my own router?",
    due: 80,
    contacts: 1,
  },
  {
    name: "S. Rahman",
    handle: "@srahman",
    channel: "x",
    text: "thanks northlight, engineer was lovely 🙌",
    due: 120,
  },
  {
    name: "نور الهاشمي",
    handle: "@noor",
    channel: "instagram",
    text: "مرحبا، متى يصل الراوتر الجديد؟ رقم الطلب NL-20418",
    due: 150,
    locale: "ar",
  },
  {
    name: "<b>Robert</b>",
    handle: "@bobby",
    channel: "web_form",
    text: '<img src=x onerror="alert(1)"><script>alert("hi")</script> my form is broken',
    due: 260,
  },
  {
    name: "emoji only",
    handle: "@fire",
    channel: "threads",
    text: "🔥🔥🔥",
    due: 300,
  },
];

/** A message as long as a novel, for what must not stall. */
export function longMessage(characters: number): string {
  const sentence =
    "My connection drops every evening at eight and nobody tells me why. ";
  return sentence
    .repeat(Math.ceil(characters / sentence.length))
    .slice(0, characters);
}
