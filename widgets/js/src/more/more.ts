import sheet from "../../../css/more.css";
import type { ChatbotView } from "../common/contract";
import { phrases } from "./phrases";

// Rarely used features, loaded as one file when the first of them is used.

/** The styles; called first, with the chatbot's texts, which include the phrases in the tu form. */
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
