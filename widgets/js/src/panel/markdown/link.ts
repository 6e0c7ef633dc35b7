/** The address if a reply may link to it, normalised; otherwise null, and the link's text stays plain text. */
export function safeAddress(address: string): string | null {
  try {
    const { protocol, href } = new URL(address);
    return /^(?:https?|mailto|tel):$/.test(protocol) ? href : null;
  } catch {
    return null;
  }
}

/** What every link to another site carries: it passes on nothing. */
export const LINK = { target: "_blank", rel: "noopener noreferrer nofollow ugc" };
