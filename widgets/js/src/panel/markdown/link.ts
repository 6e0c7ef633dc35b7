import { attempt } from "../attempt";

/** Returns the normalized address when a reply may link to it; otherwise null, and the link's text stays plain text. */
export function safeAddress(address: string): string | null {
  const href = attempt(() => new URL(address).href);
  return href && /^(?:https?|mailto|tel):/.test(href) ? href : null;
}

/** Attributes of links to other sites, which pass on no referrer or opener. */
export const LINK = { target: "_blank", rel: "noopener noreferrer nofollow ugc" };
