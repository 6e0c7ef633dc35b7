import { drop, h } from "../dom";
import { parseBlocks, type BlockOptions } from "./blocks";

/** A last line that may still become a marker (a dash, two hashes, the start of a fence) is held back. */
const UNSETTLED = /^[-*_+|:#>`~ \t]*(?:\d+[.)]?[ \t]*|(?:```|~~~).{0,99})?(?![^])/m;

/** Very long lines are split into paragraphs, because browsers would lay them out again with every token. */
const LONGEST_LINE = /[^\n]{1,10000}/g;

/** The properties that differ between elements of one name. */
type Varying = HTMLElement & Partial<Pick<HTMLAnchorElement, "href"> & Pick<HTMLOListElement, "start">>;

/**
 * Creates a renderer for a Markdown text, which may still grow (`isGrowing`). Complete blocks are rendered once and never changed;
 * only the last one is updated in place, so that a selection or reading position in it is kept.
 */
export function createMarkdown(container: Element, options: BlockOptions): (text: string, isGrowing?: boolean) => void {
  // The text of the complete blocks, and their number.
  let settled = "";
  let count = 0;

  return (text, isGrowing = false) => {
    const visible = (isGrowing ? text.replace(UNSETTLED, "") : text).replace(/\r\n?/g, "\n").replace(LONGEST_LINE, (line) => (line[9_999] ? line + "\n\n" : line));
    if (!visible.startsWith(settled)) {
      settled = "";
      count = 0;
    }
    const lines = visible.slice(settled.length).split("\n");
    const made = h("div");
    const last = parseBlocks(made, lines, options, isGrowing);
    made.normalize();
    const blocks = [...made.childNodes];
    update(container, container.childNodes[count], blocks);
    // An image gets its address only when it is inserted; otherwise it would be requested whenever its block is parsed again.
    for (const image of container.querySelectorAll("img")) image.src ||= image.dataset.src!;
    if (last) {
      settled += lines.slice(0, last).join("\n") + "\n";
      count += blocks.length - 1;
    }
  };
}

/**
 * Replaces the children of a parent, from `at` on, with the wanted nodes. Reuses every node that can be kept: a text that continues, or an
 * equal element.
 */
function update(parent: Node, at: ChildNode | null | undefined, wanted: ChildNode[]): void {
  for (const next of wanted) {
    // Only text nodes have data.
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

/** Whether two elements of the same name differ only in their content; their other attributes depend on the name. */
function isAlike(one: Varying, other: Varying): boolean {
  return one.className === other.className && one.href === other.href && one.start === other.start && one.dataset.src === other.dataset.src;
}
