import { h } from "../dom";
import { parseBlocks, settledLength, type BlockOptions } from "./blocks";
import type { MarkdownNode } from "./node";

/** No browser lays out a line of megabytes with every word that comes: it is broken into paragraphs, too long to be read as prose. */
const LONG_LINE = /[^\n]{20001}/g;

/**
 * Shows a Markdown text which may still grow. Blocks that are complete are made once and never touched again;
 * only the last one is brought up to date, in place, so that a selection or the reading position in it survives.
 */
export class MarkdownView {
  #settled = "";
  /** Where the last block begins among the container's nodes. */
  #last: ChildNode | null = null;

  constructor(
    private readonly container: Element,
    private readonly options: BlockOptions,
  ) {}

  /** @param growing more text may follow. */
  show(text: string, growing = false): void {
    const visible = (growing ? text.slice(0, settledLength(text)) : text).replace(/\r\n?/g, "\n").replace(LONG_LINE, "$&\n\n");
    if (!visible.startsWith(this.#settled)) {
      this.#settled = "";
      this.#last = null;
    }
    const lines = visible.slice(this.#settled.length).split("\n");
    const blocks = parseBlocks(lines, this.options, growing);
    const shown = update(this.container, this.#last ?? (this.#settled ? null : this.container.firstChild), blocks.map(({ content }) => content));
    this.#last = shown;
    const lastLine = blocks[blocks.length - 1]?.line;
    if (lastLine) this.#settled += lines.slice(0, lastLine).join("\n") + "\n";
  }
}

/**
 * Makes the nodes of a parent, from `at` on, the wanted ones, and keeps every node that can be kept. Nodes are only ever
 * made from the list of {@link MarkdownNode}: no string is parsed as HTML. Returns the last one.
 */
function update(parent: Node, at: ChildNode | null, wanted: MarkdownNode[]): ChildNode | null {
  let last: ChildNode | null = null;
  for (const next of wanted) {
    const isText = typeof next === "string";
    const name = isText ? "#text" : next.tag;
    if (at?.nodeName.toLowerCase() !== name) {
      const made: ChildNode = isText ? document.createTextNode(next) : h(next.tag);
      if (at) parent.replaceChild(made, at);
      else parent.appendChild(made);
      at = made;
    }
    if (isText) {
      const text = at as Text;
      const before = text.data;
      if (next.startsWith(before)) text.appendData(next.slice(before.length));
      else text.data = next;
    } else {
      const element = at as Element;
      for (const [attribute, value] of Object.entries(next.attributes))
        if (value === undefined) element.removeAttribute(attribute);
        else if (element.getAttribute(attribute) !== value) element.setAttribute(attribute, value);
      update(element, element.firstChild, next.children);
    }
    last = at;
    at = at.nextSibling;
  }
  while (at) {
    const following: ChildNode | null = at.nextSibling;
    parent.removeChild(at);
    at = following;
  }
  return last;
}
