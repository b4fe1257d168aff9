import { number } from "./shared";

/** The frame around the rooms: first run, rail, palette, shortcut sheet, start. */
export const shell = {
  name: "Antiphon",
  group: "Window",
  rooms: { label: "Rooms", desk: "Desk", library: "Library", voice: "Voice" },
  solo: "Solo",
  soloHint: "Solo: everything is on this machine, and nothing leaves it",
  you: (name: string) => `${name}: settings`,
  open: {
    label: "Opening …",
    task: {
      open: "Opening your workspace",
      index: "Preparing the search index",
      import: "Importing",
      encode: "Reading what answers mean",
      fit: "Learning from phrasings",
      lint: "Reading with the voice guide",
    },
    note: "This happens once after an update or a repair; nothing is lost meanwhile.",
  },
  fatal: {
    title: "Antiphon could not open your workspace",
    kept: "Nothing has been changed or deleted.",
    retry: "Try again",
    advice: {
      newer:
        "It was written by a newer version of Antiphon. Install that version, then open it again.",
      busy: "Another program is using it. Close the other window or wait for the command to end, then try again.",
      read_only:
        "The folder cannot be written to. Make it writable for you, then try again.",
      full: "The disk is full. Free some space, then try again.",
      damaged:
        "A file is damaged. Run “antiphon doctor” in a terminal: it says what is wrong and repairs what it can.",
      other:
        "Try again. If it stays like this, run “antiphon doctor” in a terminal.",
    },
  },
  firstRun: {
    title: "Welcome to Antiphon",
    lead: "Answer customers in your company’s approved words.",
    agent: "Your name",
    agentHint:
      "Signs your replies where an answer asks for it. It stays on this machine.",
    agentMissing: "Enter your name.",
    how: "How do you want to start?",
    sample: "Explore with a sample",
    sampleText:
      "A made-up broadband company with answers and 200 waiting messages. Nothing you do there matters.",
    import: "Import my answers",
    importText:
      "From CSV, JSONL or a folder of Markdown files. You see everything before it is taken in.",
    empty: "Start empty",
    emptyText:
      "Write your first answers here, and paste messages as they come.",
    company: "Your company’s name",
    companyMissing: "Enter your company’s name.",
    go: "Continue",
    working: "Setting up …",
  },
  actions: {
    palette: "Find an action or an answer",
    sheet: "Show all shortcuts",
    desk: "Go to Desk",
    library: "Go to Library",
    voice: "Go to Voice",
    settings: "Open settings",
    import: "Import answers or messages",
    about: "About Antiphon",
    themeLight: "Use the light theme",
    themeDark: "Use the dark theme",
    themeSystem: "Follow the system’s theme",
    larger: "Larger text",
    smaller: "Smaller text",
    normal: "Normal text size",
  },
  palette: {
    title: "Find an action or an answer",
    placeholder: "What do you want to do?",
    actions: "Actions",
    answers: "Answers",
    none: (text: string) => `Nothing is called “${text}”.`,
    insert: "insert",
    show: "show",
    asked: "Asked as:",
    found: (count: number) => `${number(count)} found`,
  },
  sheet: { title: "Shortcuts", note: "Single keys work outside text fields." },
};
