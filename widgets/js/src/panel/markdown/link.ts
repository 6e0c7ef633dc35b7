import { attempt } from "../attempt";

/** The address if a reply may link to it, normalised; otherwise null, and the link's text stays plain text. */
export function safeAddress(address: string): string | null {
  const href = attempt(() => new URL(address).href);
  return href && /^(?:https?|mailto|tel):/.test(href) ? href : null;
}

/** What every link to another site carries: it passes on nothing. */
export const LINK = { target: "_blank", rel: "noopener noreferrer nofollow ugc" };
