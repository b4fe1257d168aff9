// Every string shown to people, by feature. Each feature's strings have their own file.
export { about } from "./messages/about";
export { desk } from "./messages/desk";
export { importing } from "./messages/import";
export { library } from "./messages/library";
export { settings } from "./messages/settings";
export { shared } from "./messages/shared";
export { shell } from "./messages/shell";
export { voice } from "./messages/voice";
