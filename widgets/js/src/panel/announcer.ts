/**
 * Cuts a growing Markdown text into whole sentences for a screen reader, which would otherwise
 * be interrupted by every token.
 */
export class SentenceReader {
  #said = 0;

  /** What can be said now and was not said yet; with `complete`, all the rest. */
  next(markdown: string, complete = false): string {
    const fresh = markdown.slice(this.#said);
    const end = complete ? fresh.length : lastSentenceEnd(fresh);
    this.#said += end;
    return speakable(fresh.slice(0, end));
  }
}

// No sentence of prose is longer: what is, waits for the end.
const LOOK_BACK = 1_000;

function lastSentenceEnd(text: string): number {
  for (let end = text.length; end > Math.max(1, text.length - LOOK_BACK); end--) {
    const before = text.slice(Math.max(0, end - 7), end);
    if (before.endsWith("\n") || (/[.!?…؟。][)"'»”*_\]]{0,3}\s$/.test(before) && !/(?:^|\s)\d{1,3}\.\s$/.test(before))) return end;
  }
  return 0;
}

/** The words of a Markdown text without its marks. */
export function speakable(markdown: string): string {
  return markdown
    .replace(/!?\[([^[\]\n]{0,500})\]\([^()\s]{0,2000}\)/g, "$1")
    .replace(/^[ \t]{0,20}(?:(?:#{1,6}|>|[-*+])[ \t]|\|?[ \t]*:?-{3,}[-:| \t]*$)/gm, "")
    .replace(/[`*]|~~/g, "")
    .replace(/[|\s]+/g, " ")
    .trim();
}
