import { parseInline } from "./inline";
import { node, type MarkdownElement, type MarkdownNode } from "./node";

/** A block, and the index of its first line among the lines that were parsed. */
export interface Block {
  line: number;
  content: MarkdownNode;
}

export interface BlockOptions {
  /** Names tables for those who do not see them. */
  table: string;
  images: boolean;
}

/** How a line begins a block: a fence and its language, a heading, a quote, a rule, an item's indent, marker and gap. */
const START =
  /^(?: {0,3}(?:(`{3,}|~{3,})([^`]*)$|(#{1,6})(?=\s|$)|(>)|(([-*_])[ \t]*(?:\6[ \t]*){2,})$)|( {0,3})([-+*]|\d{1,9}[.)])( {1,4}(?=\S)| +|$))/;
const MAX_COLUMNS = 40;
const MAX_DEPTH = 8;

// Beyond this a line is prose: the patterns never run over a megabyte.
const MAX_MARK = 200;

/**
 * Reads lines as blocks, in time linear in their length. Blocks are only ever decided by what stands before and in them,
 * so of a text that grows at its end every block but the last one is final.
 * @param growing more text may follow; a first table row is then drawn as a table before its second line is there.
 */
export function parseBlocks(lines: string[], options: BlockOptions, growing = false, depth = 0): Block[] {
  const blocks: Block[] = [];
  let i = 0;

  while (i < lines.length) {
    const line = i;
    const content = depth > MAX_DEPTH ? lines.splice(0).join("\n") : read(lines[i++]!);
    if (content) blocks.push({ line, content });
  }
  return blocks;

  function read(first: string): MarkdownNode | "" {
    const [, fence, language, heading, quote, rule, , , marker] = startOf(first);
    if (fence) {
      const body = take((line) => line.trim().length < fence.length || line.trim().replaceAll(fence[0]!, ""));
      i++;
      return node("pre", [node("code", [body.map((line) => outdent(line, indentOf(first))).join("\n")], { tabindex: "0" })], {
        "data-language": language!.trim().split(/[\s{]/, 1)[0] || undefined,
      });
    }
    // One level for all: the page around the widget owns the outline above, and a reply may begin anywhere.
    if (heading) return inline("h3", first.trim().replace(/^#+|(?:^|\s)#{1,99}$/g, ""), { class: "h" + Math.min(heading.length, 4) });
    if (rule) return node("hr");
    if (quote) return node("blockquote", nested([first, ...take((line) => isText(line) || startOf(line)[4])].map((line) => line.replace(/^ {0,3}> ?/, "")), isOpen()));
    if (marker) return list(marker, i--);

    const align = columns(i - 1, growing);
    if (align) return table(align, first, (i++, take(isText)));
    return first.trim() && inline("p", [first, ...take((line) => isText(line) && !columns(i, false))].map((line) => line.trim()).join("\n"));
  }

  /** The lines from here on that are wanted. */
  function take(isWanted: (line: string) => unknown): string[] {
    const start = i;
    while (i < lines.length && isWanted(lines[i]!)) i++;
    return lines.slice(start, i);
  }

  /** Whether what was just read may still go on. */
  function isOpen(): boolean {
    return growing && i >= lines.length;
  }

  function inline(tag: MarkdownElement["tag"], text: string, attributes?: MarkdownElement["attributes"], open = isOpen()): MarkdownElement {
    return node(tag, parseInline(text.trim(), open, options.images), attributes);
  }

  function nested(body: string[], open: boolean): MarkdownNode[] {
    return parseBlocks(body, options, open, depth + 1).map(({ content }) => content);
  }

  function list(kind: string, second: number): MarkdownElement {
    const items: string[][] = [];
    let base = 0;
    let offset = 0;
    const number = parseInt(kind);

    take((line) => {
      const indent = indentOf(line);
      const [, , , , , , , before, marker, gap] = indent < base + 2 || !items.length ? startOf(line) : [];
      const item = items[items.length - 1]!;
      if (marker && (number >= 0 ? parseInt(marker) >= 0 : marker === kind)) {
        base = before!.length;
        offset = base + marker.length + (gap!.length || 1);
        items.push([line.slice(offset)]);
      } else if (!line.trim()) item.push("");
      // Models indent nested content by two, three or four spaces; all of them mean "inside this item".
      else if (indent >= base + 2) item.push(outdent(line, offset));
      else if (i >= second && lines[i - 1]!.trim() && isText(line)) item.push(line.trimStart());
      else return false;
      return true;
    });

    return node(number >= 0 ? "ol" : "ul", items.map((body, at) => {
      body[0] = body[0]!.replace(/^\[( |x)\] /i, (_, mark) => (mark === " " ? "☐ " : "☑ "));
      const children = nested(body, isOpen() && at === items.length - 1);
      const [paragraph] = children;
      // The first paragraph stands directly in its item, so that a list does not change its spacing while it grows.
      return node("li", (paragraph as MarkdownElement)?.tag === "p" ? [...(paragraph as MarkdownElement).children, ...children.slice(1)] : children);
    }), { start: number >= 0 && number !== 1 ? number + "" : undefined });
  }

  function columns(at: number, growing: boolean): string[] | undefined {
    const head = lines[at]!;
    const next = lines[at + 1];
    if (!head.includes("|")) return;
    if (!next && at + 2 >= lines.length) return growing && head.trimStart()[0] === "|" ? cells(head).map(() => "") : undefined;
    if (next!.length > MAX_MARK * 5 || !next!.includes("-")) return;

    const marks = cells(next!);
    if (marks.length === cells(head).length && marks.length <= MAX_COLUMNS && marks.every((mark) => /^:?-+:?$/.test(mark)))
      return marks.map((mark) => (mark.endsWith(":") ? (mark[0] === ":" ? "center" : "right") : ""));
    return;
  }

  function table(align: string[], head: string, rows: string[]): MarkdownElement {
    const [top, ...body] = [head, ...rows].map((line, at) => {
      const found = cells(line);
      const open = isOpen() && at === rows.length;
      return node("tr", align.map((side, column) =>
        inline(at ? "td" : "th", found[column] ?? "", { class: side || undefined, scope: at ? undefined : "col" }, open)));
    });
    return node("div", [node("table", [node("thead", [top!]), node("tbody", body)])],
      { class: "table", role: "region", tabindex: "0", "aria-label": options.table });
  }
}

/**
 * How much of a growing text can be shown: a last line which might still turn out to be a marker
 * (a dash, two hashes, the beginning of a fence) waits until it is known.
 */
export function settledLength(text: string): number {
  const start = text.lastIndexOf("\n") + 1;
  return /^[ \t]*(?:[-*_+|: \t]+|#{1,6}|>+|\d{1,9}[.)]?[ \t]*|(?:```|~~~).*|`{1,2}|~{1,2})$/.test(text.slice(start, start + MAX_MARK)) ? start : text.length;
}

function startOf(line: string): (string | undefined)[] {
  return START.exec(line.length > MAX_MARK ? line.slice(0, MAX_MARK) + "x" : line) ?? [];
}

/** Whether a line goes on with the paragraph before it: an item's marker alone does. */
function isText(line: string): boolean {
  const start = startOf(line);
  return !!line.trim() && (!start[0] || (!!start[8] && start[0] === line));
}

/** The cells of a table row; an escaped bar stays in its cell. */
function cells(row: string): string[] {
  const text = row.trim().replace(/^\||\\?\|$/g, (bar) => bar.replace(/^\|/, ""));
  return text.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}

/** Columns of white space at the beginning; a tab counts for four. */
function indentOf(line: string): number {
  return /^\s*/.exec(line)![0].replaceAll("\t", "    ").length;
}

/** The line without so many columns of white space. */
function outdent(line: string, most: number): string {
  let i = 0;
  for (; most > 0 && /[ \t]/.test(line[i] ?? ""); i++) most -= line[i] === " " ? 1 : 4;
  return line.slice(i);
}
