import css from "../../../css/more.css";

// What is seldom used: loaded as one file when the first of it is.
export { css };
export { solve } from "./challenge";
export { copyText } from "./clipboard";
export { comment } from "./comment";
export { askConsent } from "./consent";
export { count } from "./count";
export { countDown, offerHelp, sayExpired, startNew } from "./help";
export { invite } from "./invitation";
export { listen } from "./live";
export { toggleMenu } from "./menu";
export { phrases } from "./phrases";
export { markUnread } from "./unread";
