import { emphasize, readDelimiter, type Delimiter, type Token } from "./emphasis";

/** A piece of a line: text, or the beginning or end of an element. */
export type Piece =
  | { type: "text" | "code"; text: string }
  | { type: "break" }
  | { type: "open"; tag: Tag; href?: string }
  | { type: "close"; tag: Tag };

export type Tag = "strong" | "em" | "del" | "a";

interface Bracket {
  token: Token;
  image: boolean;
  below: Delimiter | null;
  position: number;
}

// A paragraph of this size is not prose; it is shown as it is.
const MAX_LENGTH = 20_000;
const MAX_ADDRESS = 2_000;

const SPECIAL = /[\\`*_~[\]!<&h\n]/g;
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: "\u00a0" };

/**
 * Reads emphasis, code, links and breaks, in time linear in the text's length; CommonMark's rules, raw HTML left as text.
 * @param growing more text may follow: what is still open is closed at the end instead of showing its marks.
 */
export function parseInline(source: string, growing = false): Piece[] {
  if (source.length > MAX_LENGTH) return [{ type: "text", text: source }];
  const text = growing ? source.replace(/[*_~`]{1,4}$/, "") : source;

  const tokens: Token[] = [];
  const brackets: Bracket[] = [];
  const missingTicks = new Set<number>();
  let last: Delimiter | null = null;
  let from = 0;
  let i = 0;

  const add = (value: string, extra: Partial<Token> = {}): Token => {
    const token: Token = { text: value, before: [], after: [], ...extra };
    tokens.push(token);
    return token;
  };
  const flush = (): void => {
    if (from < i) add(text.slice(from, i));
  };
  const skipTo = (position: number): void => {
    i = from = position;
  };

  while (i < text.length) {
    SPECIAL.lastIndex = i;
    const found = SPECIAL.exec(text);
    if (!found) break;
    i = found.index;
    const c = found[0];

    if (c === "\n") {
      flush();
      add("\n", { isBreak: true });
      skipTo(i + 1);
    } else if (c === "\\") {
      const escaped = /[!-/:-@[-`{-~]/.test(text[i + 1] ?? "");
      if (!escaped && text[i + 1] !== "\n") {
        i++;
        continue;
      }
      flush();
      if (escaped) add(text[i + 1]!);
      skipTo(i + (escaped ? 2 : 1));
    } else if (c === "`") {
      const ticks = runLength(text, i);
      const end = missingTicks.has(ticks) ? -1 : closingTicks(text, i + ticks, ticks);
      if (end < 0 && !growing) {
        missingTicks.add(ticks);
        i += ticks;
        continue;
      }
      flush();
      const body = text.slice(i + ticks, end < 0 ? text.length : end).replace(/\n/g, " ");
      const padded = body[0] === " " && body.endsWith(" ") && body.trim();
      add(padded ? body.slice(1, -1) : body, { code: true });
      skipTo(end < 0 ? text.length : end + ticks);
    } else if (c === "*" || c === "_" || c === "~") {
      const length = runLength(text, i);
      const delimiter = readDelimiter(text, i, c, length);
      if (!delimiter.canOpen && !delimiter.canClose) {
        i += length;
        continue;
      }
      flush();
      const token = add(text.slice(i, i + length));
      const entry: Delimiter = { token, char: c, ...delimiter, length, previous: last, next: null };
      if (last) last.next = entry;
      last = entry;
      skipTo(i + length);
    } else if (c === "[" || (c === "!" && text[i + 1] === "[")) {
      flush();
      const width = c === "!" ? 2 : 1;
      brackets.push({ token: add(text.slice(i, i + width)), image: width === 2, below: last, position: i + width });
      skipTo(i + width);
    } else if (c === "]") {
      const opener = brackets.pop();
      const target = opener ? readTarget(text, i + 1) : null;
      if (opener && !target && growing && isUnfinishedTarget(text, i + 1)) {
        flush();
        opener.token.text = "";
        skipTo(text.length);
        break;
      }
      if (!opener || !target) {
        i++;
        continue;
      }
      flush();
      emphasize(opener.below, last, false);
      last = opener.below;
      if (last) last.next = null;
      opener.token.text = "";
      const href = safeAddress(target.address);
      if (href) {
        opener.token.after.push({ type: "open", tag: "a", href });
        add("").after.push({ type: "close", tag: "a" });
      }
      if (opener.image && opener.position === i) add(target.address);
      skipTo(target.end);
    } else if (c === "<") {
      const auto = /^<(?:br ?\/?|((?:https?:\/\/|mailto:|tel:)[^\s<>]{1,1000}))>/i.exec(text.slice(i, i + 1100));
      if (!auto) {
        i++;
        continue;
      }
      flush();
      if (auto[1]) addLink(tokens, auto[1].replace(/^(mailto|tel):/i, ""), auto[1]);
      else add("\n", { isBreak: true });
      skipTo(i + auto[0].length);
    } else if (c === "&") {
      const entity = /^&(amp|lt|gt|quot|#39|nbsp);/.exec(text.slice(i, i + 7));
      if (!entity) {
        i++;
        continue;
      }
      flush();
      add(ENTITIES[entity[1]!]!);
      skipTo(i + entity[0].length);
    } else if (c === "h" && !/\w/.test(text[i - 1] ?? "") && /^https?:\/\/[^\s/]/.test(text.slice(i, i + 9))) {
      const address = bareAddress(text.slice(i, i + MAX_ADDRESS));
      flush();
      addLink(tokens, address, address);
      skipTo(i + address.length);
    } else {
      i++;
    }
  }
  i = text.length;
  flush();

  emphasize(null, last, growing);
  if (growing) for (const bracket of brackets) bracket.token.text = "";
  return collect(tokens);
}

/** The address if a reply may link to it, normalised; otherwise null, and the link's text stays plain text. */
export function safeAddress(address: string): string | null {
  try {
    const url = new URL(address);
    return /^(?:https?|mailto|tel):$/.test(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

function runLength(text: string, at: number): number {
  let end = at;
  while (text[end] === text[at]) end++;
  return end - at;
}

function closingTicks(text: string, from: number, ticks: number): number {
  for (let at = text.indexOf("`", from); at >= 0; ) {
    const run = runLength(text, at);
    if (run === ticks) return at;
    at = text.indexOf("`", at + run);
  }
  return -1;
}

/** The `(address "title")` after a link's text. One pair of parentheses may stand in the address. */
function readTarget(text: string, at: number): { address: string; end: number } | null {
  if (text[at] !== "(") return null;
  const match = /^\(\s{0,9}(?:<([^<>\n]*)>|((?:[^\s()<]|\([^\s()]*\))*))(?:\s{1,9}(?:"[^"]*"|'[^']*'))?\s{0,9}\)/.exec(
    text.slice(at, at + MAX_ADDRESS),
  );
  return match && { address: match[1] ?? match[2] ?? "", end: at + match[0].length };
}

function isUnfinishedTarget(text: string, at: number): boolean {
  return at === text.length || (text[at] === "(" && text.length - at < MAX_ADDRESS && !text.includes(")", at));
}

/** An address in running text ends before the punctuation of the sentence around it. */
function bareAddress(text: string): string {
  let address = /^[^\s<>"`*|\\^{}[\]«»]+/.exec(text)![0];
  for (;;) {
    const end = address[address.length - 1]!;
    const unbalanced = end === ")" && address.split(")").length > address.split("(").length;
    if (!unbalanced && !/[.,;:!?'_~]/.test(end)) return address;
    address = address.slice(0, -1);
  }
}

function addLink(tokens: Token[], label: string, address: string): void {
  const href = safeAddress(address);
  tokens.push({
    text: label,
    before: href ? [{ type: "open", tag: "a", href }] : [],
    after: href ? [{ type: "close", tag: "a" }] : [],
  });
}

function collect(tokens: Token[]): Piece[] {
  const pieces: Piece[] = [];
  for (const token of tokens) {
    pieces.push(...token.before);
    if (token.isBreak) pieces.push({ type: "break" });
    else if (token.code) pieces.push({ type: "code", text: token.text });
    else if (token.text) {
      const previous = pieces[pieces.length - 1];
      if (previous?.type === "text") previous.text += token.text;
      else pieces.push({ type: "text", text: token.text });
    }
    pieces.push(...token.after);
  }
  return pieces;
}
