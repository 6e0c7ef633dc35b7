import type { Piece, Tag } from "./inline";

export interface Token {
  text: string;
  code?: boolean;
  isBreak?: boolean;
  before: Piece[];
  after: Piece[];
}

/** A run of `*`, `_` or `~` which may open or close an emphasis. */
export interface Delimiter {
  token: Token;
  char: string;
  canOpen: boolean;
  canClose: boolean;
  length: number;
  previous: Delimiter | null;
  next: Delimiter | null;
}

/** Pairs delimiters above `bottom` (CommonMark's "process emphasis"). */
export function emphasize(bottom: Delimiter | null, last: Delimiter | null, growing: boolean): void {
  const floors = new Map<string, Delimiter | null>();
  let first = last;
  while (first && first.previous !== bottom) first = first.previous;
  if (!last || last === bottom) return;

  let top: Delimiter | null = last;
  let closer: Delimiter | null = first;
  while (closer) {
    if (!closer.canClose) {
      closer = closer.next;
      continue;
    }
    const kind = closer.char + closer.canOpen + (closer.length % 3);
    const floor = floors.has(kind) ? floors.get(kind)! : bottom;
    let opener = closer.previous;
    while (opener && opener !== bottom && opener !== floor && !pairs(opener, closer)) opener = opener.previous;

    if (!opener || opener === bottom || opener === floor) {
      floors.set(kind, closer.previous);
      closer = closer.next;
      continue;
    }

    const used = closer.char === "~" ? closer.length : opener.length > 1 && closer.length > 1 ? 2 : 1;
    const tag: Tag = closer.char === "~" ? "del" : used === 2 ? "strong" : "em";
    opener.token.after.unshift({ type: "open", tag });
    closer.token.before.push({ type: "close", tag });
    shorten(opener, used);
    shorten(closer, used);

    opener.next = closer;
    closer.previous = opener;
    if (!opener.length) {
      closer.previous = opener.previous;
      if (opener.previous) opener.previous.next = closer;
    }
    if (!closer.length) {
      const next: Delimiter | null = closer.next;
      if (next) next.previous = closer.previous;
      else top = closer.previous;
      if (closer.previous) closer.previous.next = next;
      closer = next;
    }
  }

  for (let open = growing ? top : null; open && open !== bottom; open = open.previous) {
    if (!open.canOpen || open.canClose || (open.char === "~" && open.length !== 2)) continue;
    for (const width of open.length % 2 ? [1, ...twos(open.length)] : twos(open.length))
      open.token.after.unshift({ type: "open", tag: open.char === "~" ? "del" : width === 2 ? "strong" : "em" });
    open.token.text = "";
  }
}

const twos = (length: number): number[] => (length > 1 ? [2] : []);

function pairs(opener: Delimiter, closer: Delimiter): boolean {
  if (!opener.canOpen || opener.char !== closer.char) return false;
  if (closer.char === "~") return opener.length === closer.length && closer.length < 3;
  const odd = (opener.canClose || closer.canOpen) && (opener.length + closer.length) % 3 === 0;
  return !odd || (opener.length % 3 === 0 && closer.length % 3 === 0);
}

function shorten(delimiter: Delimiter, by: number): void {
  delimiter.length -= by;
  delimiter.token.text = delimiter.token.text.slice(by);
}

/** What the characters around a run allow it to do. */
export function readDelimiter(text: string, at: number, char: string, length: number): { canOpen: boolean; canClose: boolean } {
  const before = text[at - 1] ?? " ";
  const after = text[at + length] ?? " ";
  const left = !isSpace(after) && (!isPunctuation(after) || isSpace(before) || isPunctuation(before));
  const right = !isSpace(before) && (!isPunctuation(before) || isSpace(after) || isPunctuation(after));
  if (char !== "_") return { canOpen: left, canClose: right };
  return { canOpen: left && (!right || isPunctuation(before)), canClose: right && (!left || isPunctuation(after)) };
}

const isSpace = (c: string): boolean => /\s/.test(c);
const isPunctuation = (c: string): boolean => /[\p{P}\p{S}]/u.test(c);
