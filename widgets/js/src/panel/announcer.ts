/**
 * Splits a growing Markdown text into whole sentences for a screen reader, which every token would otherwise
 * interrupt.
 */
export class SentenceReader {
  #said = 0;

  /** What can be said now and was not said yet; with `complete`, all the rest. */
  next(markdown: string, complete = false): string {
    const fresh = markdown.slice(this.#said);
    const [end] = SENTENCES.exec(fresh.slice(-LOOK_BACK)) ?? [];
    const ready = complete ? fresh : end ? fresh.slice(0, -LOOK_BACK) + end : "";
    this.#said += ready.length;
    return speakable(ready);
  }
}

/** Everything up to the last end of a line or a sentence; the number of a list item does not count. */
const SENTENCES = /^[^]*(?:\n|[.!?…؟。][)"'»”*_\]]{0,3}\s(?<!(?:^|\s)\d{1,3}\.\s))/;

// Longer sentences are read out at the end.
const LOOK_BACK = 1_000;

/** The text of Markdown without its marks. */
export function speakable(markdown: string): string {
  return markdown
    .replace(/!?\[(?=[^[\]\n]{0,500}\]\()|\]\([^()\s]{0,2000}\)|^(?:[ #>*+-]+ |[-:| ]+$)|[`*]|~~/gm, "")
    .replace(/[|\s]+/g, " ")
    .trim();
}
