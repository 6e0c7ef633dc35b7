import { h } from "../dom";
import { LINK, safeAddress } from "./link";

/** The result of inline text: text, or an allowed element. */
type Inline = Node | string;

// A longer paragraph is not prose and is shown as it is. The same applies to the pieces into which the view splits very long lines.
const MAX_LENGTH = 9_000;

/**
 * The patterns with a meaning in a text. Every span is limited, so that an unterminated one costs only a short look-ahead.
 * A growing text ends with U+0000, which ends any open span.
 */
const SPECIAL = RegExp([
  // An escape.
  /\\([^a-z\d\s\0])/,
  // The entities that models write.
  /&(amp|lt|gt|nbsp);/,
  // A break.
  /(\\?\n|<br ?\/?>)/,
  // Code, between as many ticks as it begins with.
  /(?<!`)(?<ticks>`+)(?!`)([^]{1,2000}?)(?:(?<!`)\k<ticks>(?!`)|\0)/,
  // Emphasis. Inside it escapes, code and whole runs of stars are stepped over, and so are runs without any mark, each as one: no
  // text can be cut into these steps in two ways. Where it ends with three stars, those that are not its own belong to an emphasis
  // in it. The end of a growing text ends none that begins inside a word: the letter before it would have to follow.
  /(?<=(?<letter>\w?))(?<mark>\*(?=\*\*[^\s*])|\*\*?(?![\s*])|(?:~~|(?<!\w)__?)(?!\s))((?:\\[^]|`[^`]*(?:`|\0)|\*+(?!\*)|[_~]|[^\\`*_~]+(?![^\\`*_~])){1,99}?(?:(?=\*{3})\*\*?)?)(?:(?<=\0)\k<letter>|(?<!\s)\k<mark>(?!\*|(?<=_)\w))/,
  // An image or a link.
  /(!?)\[((?:[^[\]]|\[[^[\]]*\]){0,999})\]\(\s?<?((?:[^\s()<>]|\([^\s()]*\)){0,999})>?\)/,
  // An address: of a page, without the punctuation of the sentence around it, or of a person.
  /<?(?:mailto:)?\b(https?:\/\/(?:[^\s\0<>"`*|\\[\]»()]|\([^\s\0<>()]*\)){1,999}(?<![.,;:!?'_~])|\w[\w.+%-]{0,63}@(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})>?/,
  // The brackets of a link that is not yet whole.
  /!?\[(?=[^[\]]{0,999}(?:](?:\([^)]{0,999})?)?\0)|](?:\([^)]{0,999})?\0|\0/,
].map(({ source }) => source).join("|"), "gi");
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", nbsp: "\u00a0" };
/** The number of pieces that `split` returns for each match: the text before it and its groups. */
const PIECES = 13;

/**
 * Parses emphasis, code, links and breaks; HTML stays text.
 * @param isGrowing whether more text can follow; open spans are then closed at the end instead of showing their marks.
 * @param images whether images are shown; otherwise they become links.
 */
export function parseInline(source: string, isGrowing: boolean, images: boolean): Inline[] {
  return source.length > MAX_LENGTH ? [source] : read(isGrowing ? source.replace(/[*_~`\\]{0,4}$/, "\0") : source, "");

  /** @param within the enclosing tags. An element is never nested in one of its kind, which limits the depth. */
  function read(text: string, within: string): Inline[] {
    const parts = text.split(SPECIAL);
    const nodes: (Inline | Inline[])[] = [];
    for (let i = 0; i < parts.length; i += PIECES) {
      const [plain, escaped, entity, isBreak, , code, , mark, inner, image, label, target, address] = parts.slice(i, i + PIECES);
      nodes.push(plain!, escaped ?? (
        entity ? ENTITIES[entity.toLowerCase()]!
        : isBreak ? h("br")
        : code ? h("code", "", code.trim())
        : mark ? emphasis(mark[0] === "~" ? "del" : mark[1] ? "strong" : "em", inner!)
        : address ? link(address.includes(":") ? address : "mailto:" + address, [address])
        : target == null ? ""
        : image && images && /^https:\/\//.test(target) ? h("img", { loading: "lazy", "data-src": target, alt: label || target, referrerpolicy: "no-referrer" })
        : link(target, read(label || target, within + "a"))));
    }
    return nodes.flat();

    function emphasis(tag: "del" | "strong" | "em", inner: string): Inline[] {
      const children = read(inner, within + tag);
      return within.includes(tag) ? children : [h(tag, "", ...children)];
    }

    function link(address: string, children: Inline[]): Inline[] {
      const href = safeAddress(address);
      return href && !within.includes("a") ? [h("a", { href, ...LINK }, ...children)] : children;
    }
  }
}
