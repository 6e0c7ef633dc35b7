import { drop, h } from "../dom";
import { parseBlocks, type BlockOptions } from "./blocks";

/** A last line which might still turn out to be a marker (a dash, two hashes, the beginning of a fence) waits until it is known. */
const UNSETTLED = /^[-*_+|:#>`~ \t]*(?:\d+[.)]?[ \t]*|(?:```|~~~).{0,99})?(?![^])/m;

/** No browser lays out a line of megabytes with every word that comes: it is broken into paragraphs. */
const LONGEST_LINE = /[^\n]{1,10000}/g;

/** What tells elements of one name apart. */
type Varying = HTMLElement & Partial<Pick<HTMLAnchorElement, "href"> & Pick<HTMLOListElement, "start">>;

/**
 * Shows a Markdown text which may still grow. Blocks that are complete are made once and never touched again;
 * only the last one is brought up to date, in place, so that a selection or the reading position in it survives.
 */
export class MarkdownView {
  /** The text of the blocks that are complete, and how many they are. */
  #settled = "";
  #blocks = 0;

  constructor(
    private readonly container: Element,
    private readonly options: BlockOptions,
  ) {}

  /** @param isGrowing more text may follow. */
  show(text: string, isGrowing = false): void {
    const visible = (isGrowing ? text.replace(UNSETTLED, "") : text).replace(/\r\n?/g, "\n").replace(LONGEST_LINE, (line) => (line[9_999] ? line + "\n\n" : line));
    if (!visible.startsWith(this.#settled)) {
      this.#settled = "";
      this.#blocks = 0;
    }
    const lines = visible.slice(this.#settled.length).split("\n");
    const made = h("div");
    const last = parseBlocks(made, lines, this.options, isGrowing);
    made.normalize();
    const blocks = [...made.childNodes];
    update(this.container, this.container.childNodes[this.#blocks], blocks);
    // An image learns its address only where it is shown: it would be asked for each time that its block is read again.
    for (const image of this.container.querySelectorAll("img")) image.src ||= image.dataset.src!;
    if (last) {
      this.#settled += lines.slice(0, last).join("\n") + "\n";
      this.#blocks += blocks.length - 1;
    }
  }
}

/**
 * Makes the nodes of a parent, from `at` on, the wanted ones, and keeps every node that can be kept: a text that goes on, an
 * element which is alike.
 */
function update(parent: Node, at: ChildNode | null | undefined, wanted: ChildNode[]): void {
  for (const next of wanted) {
    // Only texts have data.
    const before = (at as Text | null | undefined)?.data;
    const text = (next as Text).data as string | undefined;
    if (before != null && text?.startsWith(before)) (at as Text).appendData(text.slice(before.length));
    else if (text == null && at?.nodeName === next.nodeName && isAlike(at as Varying, next as Varying)) update(at!, at!.firstChild, [...next.childNodes]);
    else {
      parent.insertBefore(next, at ?? null);
      continue;
    }
    at = at!.nextSibling;
  }
  while (at) {
    const { nextSibling } = at;
    drop(at);
    at = nextSibling;
  }
}

/** Whether two elements of the same name differ in nothing but what they hold: all other attributes go with the name. */
function isAlike(one: Varying, other: Varying): boolean {
  return one.className === other.className && one.href === other.href && one.start === other.start && one.dataset.src === other.dataset.src;
}
