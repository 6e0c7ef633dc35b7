import { drop, h } from "../dom";
import { parseBlocks, type BlockOptions } from "./blocks";

/** A last line which might still turn out to be a marker (a dash, two hashes, the beginning of a fence) waits until it is known. */
const UNSETTLED = /^[-*_+|:#>`~ \t]*(?:\d+[.)]?[ \t]*|(?:```|~~~).{0,99})?(?![^])/m;

/** No browser lays out a line of megabytes with every word that comes: it is broken into paragraphs. */
const LONGEST_LINE = /[^\n]{1,10000}/g;

/** What tells elements of one name apart. */
type Varying = HTMLElement & Partial<Pick<HTMLAnchorElement, "href"> & Pick<HTMLOListElement, "start">>;

/**
 * Makes what shows a Markdown text, which may still grow (`isGrowing`), in a container. Blocks that are complete are made once and never touched again;
 * only the last one is brought up to date, in place, so that a selection or the reading position in it survives.
 */
export function createMarkdown(container: Element, options: BlockOptions): (text: string, isGrowing?: boolean) => void {
  // The text of the blocks that are complete, and how many they are.
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
    // An image learns its address only where it is shown: it would be asked for each time that its block is read again.
    for (const image of container.querySelectorAll("img")) image.src ||= image.dataset.src!;
    if (last) {
      settled += lines.slice(0, last).join("\n") + "\n";
      count += blocks.length - 1;
    }
  };
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
