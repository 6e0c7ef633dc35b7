import { add, h } from "../dom";
import { parseInline } from "./inline";

export interface BlockOptions {
  /** The accessible name of tables. */
  texts: { table: string };
  images: boolean;
}

/** The start of a block: a fence, the marks and text of a heading, a quote, a rule, or the marker of an item. */
const START = /^\s*(?:(`{3,}|~{3,})[^`]*$|(#{1,6})\s+(.*)|(>)|(([-*_])(?:\s*\6){2,}\s*$)|([-+*]|\d+[.)])\s+(?=\S))/;
const MAX_DEPTH = 8;

/**
 /**
  * Parses lines as blocks into an element, in linear time. A block depends only on the text before and inside it, so
  * in a growing text every block except the last one is final.
  * @param isGrowing whether more text can follow; a first table row is then rendered as a table before its second line arrives.
  * @returns the index of the last block's first line.
  */
export function parseBlocks(parent: Element, lines: string[], options: BlockOptions, isGrowing: boolean, depth = 0): number {
  let i = 0;
  let last = 0;

  while (i < lines.length) {
    const line = i;
    const first = lines[i++]!;
    if (!first.trim()) continue;
    last = line;

    const [, fence, heading, title, quote, rule, , marker] = (depth < MAX_DEPTH && START.exec(first)) || [];
    const sides = columns(line, isGrowing);
    if (fence) {
      const body = take((line) => line.trim() !== fence).map((line) => outdent(line, first.search(/\S/)));
      i++;
      block("pre", "", h("code", { tabindex: "0" }, body.join("\n")));
    // All headings have one level, because the outline belongs to the page and a reply can start at any level.
    } else if (heading) inline(block("h3", "h" + Math.min(heading.length, 4)), title!);
    else if (rule) block("hr");
    else if (quote) nest(block("blockquote"), [first, ...take((line) => /^\s*>/.test(line))].map((line) => line.replace(/^\s*> ?/, "")));
    else if (marker) list(marker, line);
    else if (sides) table(sides, line);
    else {
      const text = [first, ...take((line) => isText(line) && !columns(i))].map((line) => line.trim()).join("\n");
      // The first paragraph is a direct child of its item, so that a list's spacing does not change while it grows.
      inline(parent.matches("li:empty") ? parent : block("p"), text);
    }
  }
  return last;

  function block<K extends keyof HTMLElementTagNameMap>(...made: Parameters<typeof h<K>>): HTMLElementTagNameMap[K] {
    const element = h(...made);
    add(parent, element);
    return element;
  }

  /** Consumes the following lines that match. */
  function take(isWanted: (line: string) => unknown): string[] {
    const start = i;
    while (i < lines.length && isWanted(lines[i]!)) i++;
    return lines.slice(start, i);
  }

  /** @param isLast whether no other text follows; text that arrives later may still belong to it. */
  function inline(into: Element, text: string, isLast = true): Element {
    return add(into, ...parseInline(text.trim(), isGrowing && isLast && i >= lines.length, options.images));
  }

  function nest(into: Element, body: string[], isLast = true): void {
    parseBlocks(into, body, options, isGrowing && isLast && i >= lines.length, depth + 1);
  }

  function list(marker: string, start: number): void {
    const element = block(marker[1] ? "ol" : "ul", { start: marker.slice(0, -1) });
    const items: string[][] = [];
    let base = NaN;
    let offset = 0;
    i = start;
    take((line) => {
      const found = START.exec(line);
      line = line.replaceAll("\t", "    ");
      const indent = line.search(/\S|$/);
      // Models indent nested content by two, three or four spaces; all of them mean "inside this item".
      const isInside = indent >= base + 2;
      if (!isInside && found?.[7]?.slice(-1) === marker.slice(-1)) {
        base = indent;
        offset = found[0].length;
        items.push([line.slice(offset)]);
      } else if (isInside || !line.trim() || (!found && lines[i - 1]!.trim())) items[items.length - 1]!.push(outdent(line, offset));
      else return false;
      return true;
    });
    items.forEach((body, at) => {
      const item = h("li");
      add(element, item);
      nest(item, body, at === items.length - 1);
    });
  }

  /** The alignments of a table's columns; undefined when no table starts at this line. */
  function columns(at: number, isGrowing = false): string[] | undefined {
    const head = lines[at]!;
    const next = lines[at + 1] ?? "";
    if (isGrowing && !next && at + 2 >= lines.length && /^\s*\|/.test(head)) return [];
    const marks = cells(next);
    return /^[-: ]*\|[-|: ]*$/.test(next) && marks.length === cells(head).length
      ? marks.map((mark) => (mark.endsWith(":") ? (mark[0] === ":" ? "center" : "right") : "")) : undefined;
  }

  function table(sides: string[], start: number): void {
    const element = h("table");
    block("div", { class: "table", role: "region", tabindex: "0", "aria-label": options.texts.table }, element);
    i++;
    const rows = [lines[start]!, ...take(isText)];
    rows.forEach((row, at) => add(element, h("tr", "", ...cells(row).map((cell, column) =>
      inline(h(at ? "td" : "th", { class: sides[column], scope: at ? "" : "col" }), cell, at === rows.length - 1)))));
  }
}

/** Whether a line continues the paragraph before it. */
function isText(line: string): boolean {
  return !!line.trim() && !START.test(line);
}

/** The cells of a table row; an escaped bar does not separate cells. */
function cells(row: string): string[] {
  return row.trim().replace(/^\||(?<!\\)\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}

/** Removes up to this many columns of leading white space. */
function outdent(line: string, most: number): string {
  return line.slice(Math.min(most, line.search(/\S|$/)));
}
