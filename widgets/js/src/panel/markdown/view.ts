import { h } from "../dom";
import { parseBlocks, settledLength, type Block } from "./blocks";
import { parseInline } from "./inline";

const MAX_DEPTH = 8;
const MAX_NESTED_MARKS = 12;
const EMAIL = /[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}/g;

/**
 * Shows a Markdown text which may still grow. Blocks that are complete are made once and never touched again;
 * only the last one is brought up to date, in place, so that a selection or the reading position in it survives.
 */
export class MarkdownView {
  #settled = "";
  #last: Node | null = null;

  constructor(
    private readonly container: Element,
    private readonly tableLabel: string,
  ) {}

  /** @param growing more text may follow. */
  show(text: string, growing = false): void {
    const visible = (growing ? text.slice(0, settledLength(text)) : text).replace(/\r\n?/g, "\n");
    if (!visible.startsWith(this.#settled)) this.#clear();

    const lines = visible.slice(this.#settled.length).split("\n");
    const blocks = parseBlocks(lines, growing);
    const lastLine = blocks[blocks.length - 1]?.line ?? 0;
    if (!blocks.length && this.#last) this.#clear();

    blocks.forEach((block, i) => {
      const isLast = i === blocks.length - 1;
      const made = this.#render(block, 0, growing && isLast);
      const shown = this.#last ? morph(this.#last, made) : this.container.appendChild(made);
      this.#last = isLast ? shown : null;
    });

    if (lastLine) this.#settled += lines.slice(0, lastLine).join("\n") + "\n";
  }

  #clear(): void {
    this.container.replaceChildren();
    this.#settled = "";
    this.#last = null;
  }

  #render(block: Block, depth: number, growing: boolean): Element {
    switch (block.type) {
      case "paragraph":
        return this.#inline(h("p"), block.text, growing);
      case "heading":
        // One level for all: the page around the widget owns the outline above, and a reply may begin anywhere.
        return this.#inline(h("h3", { class: `h${Math.min(block.level, 4)}` }), block.text, growing);
      case "code":
        return h("pre", { tabindex: "0", "data-language": block.language || undefined }, h("code", {}, block.text));
      case "rule":
        return h("hr");
      case "quote":
        return this.#nested(h("blockquote"), block.lines, depth, growing);
      case "list": {
        const list = block.start === null ? h("ul") : h("ol", { start: block.start === 1 ? undefined : String(block.start) });
        block.items.forEach((item, i) => list.append(this.#item(item, depth, growing && i === block.items.length - 1)));
        return list;
      }
      case "table":
        return this.#table(block, growing);
    }
  }

  /** The first paragraph of an item stands directly in it, so that a list does not change its spacing while it grows. */
  #item(lines: string[], depth: number, growing: boolean): Element {
    const item = this.#nested(h("li"), [lines[0]!.replace(/^\[( |x|X)\] /, (_, mark) => (mark === " " ? "☐ " : "☑ ")), ...lines.slice(1)], depth, growing);
    const first = item.firstChild;
    if (first?.nodeName === "P") (first as Element).replaceWith(...first.childNodes);
    return item;
  }

  #nested<T extends Element>(parent: T, lines: string[], depth: number, growing: boolean): T {
    if (depth >= MAX_DEPTH) {
      parent.append(lines.join("\n"));
      return parent;
    }
    const blocks = parseBlocks(lines, growing);
    blocks.forEach((block, i) => parent.append(this.#render(block, depth + 1, growing && i === blocks.length - 1)));
    return parent;
  }

  #table(block: Extract<Block, { type: "table" }>, growing: boolean): Element {
    const row = (cells: string[], tag: "th" | "td", last: boolean): Element => {
      const tr = h("tr");
      for (let i = 0; i < block.head.length; i++)
        tr.append(this.#inline(h(tag, { class: block.align[i] || undefined, scope: tag === "th" && "col" }), cells[i] ?? "", last));
      return tr;
    };
    const body = h("tbody", {}, ...block.rows.map((cells, i) => row(cells, "td", growing && i === block.rows.length - 1)));
    const table = h("table", {}, h("thead", {}, row(block.head, "th", growing && !block.rows.length)), body);
    return h("div", { class: "table", role: "region", tabindex: "0", "aria-label": this.tableLabel }, table);
  }

  #inline<T extends Element>(parent: T, text: string, growing: boolean): T {
    let at: Element = parent;
    let depth = 0;
    let inLink = false;
    // Elements which were left out because they stand too deep or inside a link still have an end to be skipped.
    const opened: boolean[] = [];

    for (const piece of parseInline(text, growing)) {
      if (piece.type === "text") {
        if (inLink) at.append(piece.text);
        else appendText(at, piece.text);
      } else if (piece.type === "code") {
        at.append(h("code", {}, piece.text));
      } else if (piece.type === "break") {
        at.append(h("br"));
      } else if (piece.type === "open") {
        const skipped = depth >= MAX_NESTED_MARKS || (piece.tag === "a" && inLink);
        opened.push(!skipped);
        if (skipped) continue;
        const element = piece.href ? link(piece.href) : h(piece.tag);
        if (piece.href) inLink = true;
        at.append(element);
        at = element;
        depth++;
      } else if (opened.pop()) {
        if (at.nodeName === "A") inLink = false;
        at = at.parentElement ?? parent;
        depth--;
      }
    }
    return parent;
  }
}

/** A link to another site, told to pass on nothing. */
export function link(href: string, ...children: (Node | string)[]): HTMLAnchorElement {
  return h("a", { href, target: "_blank", rel: "noopener noreferrer nofollow ugc" }, ...children);
}

function appendText(parent: Element, text: string): void {
  let from = 0;
  if (text.includes("@"))
    for (const match of text.matchAll(EMAIL)) {
      if (match.index > from) parent.append(text.slice(from, match.index));
      parent.append(link(`mailto:${match[0]}`, match[0]));
      from = match.index + match[0].length;
    }
  if (from < text.length) parent.append(text.slice(from));
}

/** Makes `old` equal to `next` while keeping every node that can be kept. Returns the node that now stands in its place. */
export function morph(old: Node, next: Node): Node {
  if (old.nodeType !== next.nodeType || old.nodeName !== next.nodeName) {
    old.parentNode?.replaceChild(next, old);
    return next;
  }

  if (old.nodeType === 3) {
    const before = old.nodeValue ?? "";
    const after = next.nodeValue ?? "";
    if (after !== before)
      if (after.startsWith(before)) (old as Text).appendData(after.slice(before.length));
      else old.nodeValue = after;
    return old;
  }

  const element = old as Element;
  const wanted = next as Element;
  for (const name of element.getAttributeNames()) if (!wanted.hasAttribute(name)) element.removeAttribute(name);
  for (const name of wanted.getAttributeNames()) {
    const value = wanted.getAttribute(name)!;
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }

  let mine = old.firstChild;
  let theirs = next.firstChild;
  while (theirs) {
    const following: Node | null = theirs.nextSibling;
    if (mine) mine = morph(mine, theirs).nextSibling as ChildNode | null;
    else old.appendChild(theirs);
    theirs = following as ChildNode | null;
  }
  while (mine) {
    const following: Node | null = mine.nextSibling;
    old.removeChild(mine);
    mine = following as ChildNode | null;
  }
  return old;
}
