import sheet from "../../../css/more.css";
import type { ChatbotView } from "../common/contract";
import { phrases } from "./phrases";

// What is seldom used: loaded as one file when the first of it is.

/** The styles, asked for first: with the chatbot's texts, among which are those phrases that say tu. */
export function css({ texts }: ChatbotView): string {
  Object.assign(phrases, texts);
  return sheet;
}

export { solve } from "./challenge";
export { copyText } from "./clipboard";
export { comment } from "./comment";
export { askConsent } from "./consent";
export { count } from "./count";
export { countDown, offerHelp, sayExpired, startNew } from "./help";
export { invite } from "./invitation";
export { listen } from "./live";
export { toggleMenu } from "./menu";
export { markUnread } from "./unread";
