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
    if (!end) return "";
    this.#said += end;
    return speakable(fresh.slice(0, end));
  }
}

function lastSentenceEnd(text: string): number {
  for (let i = text.length - 1; i > 0; i--) {
    const c = text[i]!;
    if (c === "\n") return i + 1;
    if (/\s/.test(c) && /[.!?…][)"'»”*_\]]{0,3}$/.test(text.slice(Math.max(0, i - 4), i)) && !/(?:^|\s)\d{1,3}\.$/.test(text.slice(Math.max(0, i - 5), i)))
      return i + 1;
  }
  return 0;
}

/** The words of a Markdown text without its marks. */
export function speakable(markdown: string): string {
  return markdown
    .replace(/!?\[([^[\]\n]{0,500})\]\([^()\s]{0,2000}\)/g, "$1")
    .replace(/^[ \t]{0,20}(?:#{1,6}|>|[-*+])[ \t]/gm, "")
    .replace(/^[ \t]{0,20}\|?[ \t]*:?-{3,}[-:| \t]*$/gm, "")
    .replace(/[`*]|~~/g, "")
    .replace(/\|/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
