import { node, type MarkdownNode } from "./node";

/** A mark that may turn out to be the beginning of an element, and what came after it. */
interface Frame {
  mark: string;
  nodes: MarkdownNode[];
  /** Where what came after it begins in the text. */
  start: number;
  /** It could have been an end as well: an unfinished text leaves it as it is. */
  isEither?: boolean | undefined;
}

// A paragraph of this size is not prose; it is shown as it is.
const MAX_LENGTH = 20_000;
const MAX_ADDRESS = 2_000;
const MAX_DEPTH = 12;

/** An escape, ticks, marks of emphasis, brackets, a break, an address in angles, an entity, an address in the text. */
const SPECIAL =
  /\\([!-/:-@[-`{-~]|(?=\n))|(`+)|([*_~])\3*|(!?\[)|(])|(\n|<br ?\/?>)|<((?:https?:\/\/|mailto:|tel:)[^\s<>]{1,1000})>|&(amp|lt|gt|quot|#39|nbsp);|(\bhttps?:\/\/(?:[^\s<>"`*|\\^{}[\]«»()]|\([^\s<>()]{0,99}\)){1,2000})|\b[a-z0-9._%+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}/gi;
const TARGET = /^\(\s{0,9}(?:<([^<>\n]*)>|((?:[^\s()<]|\([^\s()]*\))*))(?:\s{1,9}(?:"[^"]*"|'[^']*'))?\s{0,9}\)/;
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: "\u00a0" };

/**
 * Reads emphasis, code, links and breaks in time linear in the text's length; HTML stays text.
 * @param growing more text may follow: what is still open is closed at the end instead of showing its marks.
 * @param images whether an image is shown; otherwise it is a link to it.
 */
export function parseInline(source: string, growing = false, images = false): MarkdownNode[] {
  if (source.length > MAX_LENGTH) return [source];
  const text = growing ? source.replace(/[*_~`]{1,4}$/, "") : source;
  const root: MarkdownNode[] = [];
  const frames: Frame[] = [];
  const missingTicks = new Set<number>();
  const special = new RegExp(SPECIAL);
  let end = 0;

  for (let match; (match = special.exec(text)); special.lastIndex = end) {
    const [whole, escaped, ticks, char, opening, closing, isBreak, address, entity, bare] = match;
    put(text.slice(end, match.index));
    end = special.lastIndex;

    if (escaped !== undefined) put(escaped);
    else if (ticks) code(ticks);
    else if (char) emphasize(char, whole.length, match.index);
    else if (opening && frames.length < MAX_DEPTH) open(opening);
    else if (closing) close();
    else if (isBreak) put(node("br"));
    else if (address) put(...anchor(address, [address.replace(/^(mailto|tel):/i, "")]));
    else if (entity) put(ENTITIES[entity.toLowerCase()]!);
    else if (bare) {
      // An address in running text ends before the punctuation of the sentence around it.
      const label = bare.replace(/[.,;:!?'_~]{1,99}$/, "");
      put(...anchor(label, [label]));
      end += label.length - bare.length;
    } else put(...(opening ? [whole] : anchor("mailto:" + whole, [whole])));
  }
  put(text.slice(end));

  while (frames.length) {
    const { mark, nodes, isEither } = frames.pop()!;
    if (!growing || isEither || mark === "~") put(mark, ...nodes);
    else put(...(isBracket(mark) ? nodes : [styled(mark, nodes)]));
  }
  return root;

  function put(...nodes: MarkdownNode[]): void {
    const target = frames.length ? frames[frames.length - 1]!.nodes : root;
    for (const next of nodes) {
      const last = target.length - 1;
      if (typeof next === "string" && typeof target[last] === "string") target[last] += next;
      else if (next) target.push(next);
    }
  }

  function open(mark: string, isEither?: boolean): void {
    frames.push({ mark, nodes: [], start: end, isEither });
  }

  /** Takes a frame off; those above it turn out to have been text. */
  function take(at: number): Frame {
    while (frames.length > at + 1) {
      const { mark, nodes } = frames.pop()!;
      put(mark, ...nodes);
    }
    return frames.pop()!;
  }

  function code(ticks: string): void {
    const run = /`+/g;
    const start = (run.lastIndex = end);
    let found = missingTicks.has(ticks.length) ? null : run.exec(text);
    while (found && found[0] !== ticks) found = run.exec(text);
    if (found || growing) {
      const body = text.slice(start, found?.index).replaceAll("\n", " ");
      put(node("code", [/^ .*\S.* $/.test(body) ? body.slice(1, -1) : body]));
      end = found ? run.lastIndex : text.length;
    } else {
      missingTicks.add(ticks.length);
      put(ticks);
    }
  }

  function emphasize(char: string, left: number, at: number): void {
    const within = char === "_" ? /[\p{L}\p{N}_]/u : /^\b\B/;
    const before = text[at - 1] ?? " ";
    const after = text[end] ?? " ";
    const opens = /\S/.test(after) && !within.test(before);
    const closes = /\S/.test(before) && !within.test(after);

    for (let found; closes && left && (found = opener(char, left)) >= 0; ) {
      const { mark, nodes } = take(found);
      put(styled(mark, nodes));
      left -= mark.length;
    }
    const mark = char.repeat(left);
    if (!opens || !left || left > (char === "~" ? 2 : 3) || frames.length >= MAX_DEPTH) put(mark);
    // Three of them are an emphasis with a strong one in it.
    else if (left > 2) for (const half of [char, char + char]) open(half, closes);
    else open(mark, closes);
  }

  /** The nearest mark that this many characters can end, best one of the same length; -1 when there is none since the last bracket. */
  function opener(char: string, length: number): number {
    let found = -1;
    for (let i = frames.length - 1; i >= 0 && !isBracket(frames[i]!.mark); i--) {
      const { mark } = frames[i]!;
      if (mark === char.repeat(length)) return i;
      if (found < 0 && mark[0] === char && mark.length < length && char !== "~") found = i;
    }
    return found;
  }

  /** At the end of a link's text. A bracket that led to nothing is text. */
  function close(): void {
    const at = frames.findLastIndex(({ mark }) => isBracket(mark));
    const rest = at < 0 ? null : text.slice(end, end + MAX_ADDRESS);
    const target = rest && TARGET.exec(rest);
    const isUnfinished = growing && (rest === "" || (rest?.[0] === "(" && rest.length < MAX_ADDRESS && !rest.includes(")")));
    if (rest === null) return put("]");

    const { mark, nodes, start } = take(at);
    if (target) {
      put(...link(target[1] ?? target[2]!, nodes, mark === "[" ? undefined : text.slice(start, end - 1)));
      end += target[0].length;
    } else if (isUnfinished) {
      put(...nodes);
      end = text.length;
    } else put(mark, ...nodes, "]");
  }

  /** @param alt of an image; undefined for a link. */
  function link(address: string, nodes: MarkdownNode[], alt?: string): MarkdownNode[] {
    const src = safeAddress(address);
    return images && alt !== undefined && src?.startsWith("https:")
      ? [node("img", [], { src, alt, loading: "lazy", referrerpolicy: "no-referrer" })]
      : anchor(address, alt === undefined ? nodes : [alt || address]);
  }
}

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

function anchor(address: string, children: MarkdownNode[]): MarkdownNode[] {
  const href = safeAddress(address);
  return href ? [node("a", unlinked(children), { href, ...LINK })] : children;
}

function styled(mark: string, nodes: MarkdownNode[]): MarkdownNode {
  return node(mark[0] === "~" ? "del" : mark[1] ? "strong" : "em", nodes);
}

/** A link holds no other link. */
function unlinked(nodes: MarkdownNode[]): MarkdownNode[] {
  return nodes.flatMap((each) => (typeof each === "string" ? each : each.tag === "a" ? each.children : node(each.tag, unlinked(each.children))));
}

function isBracket(mark: string): boolean {
  return mark.endsWith("[");
}
