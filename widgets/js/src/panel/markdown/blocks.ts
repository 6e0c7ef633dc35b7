/** One block of Markdown. `line` is the index of its first line among the lines that were parsed. */
export type Block = { line: number } & (
  | { type: "paragraph"; text: string }
  | { type: "heading"; level: number; text: string }
  | { type: "code"; language: string; text: string }
  | { type: "rule" }
  | { type: "quote"; lines: string[] }
  | { type: "list"; start: number | null; items: string[][] }
  | { type: "table"; align: Align[]; head: string[]; rows: string[][] }
);

export type Align = "" | "center" | "right";

const FENCE = /^ {0,3}(`{3,}|~{3,})([^`]*)$/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]|$)/;
const QUOTE = /^ {0,3}>/;
const ITEM = /^( {0,3})([-+*]|\d{1,9}[.)])( {1,4}(?=\S)| +|$)/;
const DELIMITER = /^[ \t]*:?-+:?[ \t]*$/;
const MAX_COLUMNS = 40;

// Beyond this a line is prose: the patterns below never run over a megabyte.
const MAX_MARK = 200;

/**
 * Splits lines into blocks, in time linear in their length. Blocks are only ever decided by what stands before and in them,
 * so of a text that grows at its end every block but the last one is final.
 * @param growing more text may follow; a first table row is then drawn as a table before its second line is there.
 */
export function parseBlocks(lines: string[], growing = false): Block[] {
  const blocks: Block[] = [];
  let i = 0;

  while (i < lines.length) {
    const start = i;
    const line = lines[i]!;

    if (isBlank(line)) {
      i++;
      continue;
    }

    const fence = short(line) && FENCE.exec(line);
    if (fence) {
      const body: string[] = [];
      const indent = indentOf(line);
      for (i++; i < lines.length && !closesFence(lines[i]!, fence[1]!); i++) body.push(outdent(lines[i]!, indent));
      i++;
      blocks.push({ type: "code", line: start, language: fence[2]!.trim().split(/[\s{]/, 1)[0]!, text: body.join("\n") });
      continue;
    }

    const heading = HEADING.exec(line.slice(0, 12));
    if (heading) {
      i++;
      blocks.push({ type: "heading", line: start, level: heading[1]!.length, text: headingText(line) });
      continue;
    }

    if (isRule(line)) {
      i++;
      blocks.push({ type: "rule", line: start });
      continue;
    }

    if (QUOTE.test(line)) {
      const body: string[] = [];
      for (; i < lines.length && (QUOTE.test(lines[i]!) || continuesText(lines, i)); i++)
        body.push(lines[i]!.replace(/^ {0,3}> ?/, ""));
      blocks.push({ type: "quote", line: start, lines: body });
      continue;
    }

    const marker = ITEM.exec(line.slice(0, 20));
    if (marker) {
      const list = readList(lines, start);
      i = list.end;
      blocks.push({ type: "list", line: start, start: list.start, items: list.items });
      continue;
    }

    const columns = tableAt(lines, i, growing);
    if (columns) {
      const head = cells(line);
      const rows: string[][] = [];
      for (i += 2; i < lines.length && !isBlank(lines[i]!) && !startsBlock(lines[i]!); i++)
        rows.push(cells(lines[i]!).slice(0, head.length));
      blocks.push({ type: "table", line: start, align: columns, head, rows });
      continue;
    }

    for (i++; i < lines.length && continuesText(lines, i) && !tableAt(lines, i, false); ) i++;
    blocks.push({ type: "paragraph", line: start, text: lines.slice(start, i).map(trimLine).join("\n") });
  }

  return blocks;
}

/**
 * How much of a growing text can be shown: a last line which might still turn out to be a marker
 * (a dash, two hashes, the beginning of a fence) waits until it is known.
 */
export function settledLength(text: string): number {
  const start = text.lastIndexOf("\n") + 1;
  const line = text.slice(start, start + MAX_MARK);
  return /^[ \t]*(?:[-*_+|: \t]+|#{1,6}|>+|\d{1,9}[.)]?[ \t]*|(?:```|~~~).*|`{1,2}|~{1,2})$/.test(line) ? start : text.length;
}

function readList(lines: string[], first: number): { items: string[][]; start: number | null; end: number } {
  const kind = ITEM.exec(lines[first]!.slice(0, 20))!;
  const items: string[][] = [];
  let i = first;
  let item: string[] = [];
  let offset = 0;
  let base = 0;

  for (; i < lines.length; i++) {
    const line = lines[i]!;
    const marker = indentOf(line) < base + 2 || !items.length ? ITEM.exec(line.slice(0, 20)) : null;

    if (marker && sameList(kind[2]!, marker[2]!) && !isRule(line)) {
      base = marker[1]!.length;
      offset = base + marker[2]!.length + (marker[3]!.length || 1);
      item = [line.slice(offset)];
      items.push(item);
    } else if (isBlank(line)) {
      item.push("");
    } else if (indentOf(line) >= base + 2) {
      // Models indent nested content by two, three or four spaces; all of them mean "inside this item".
      item.push(outdent(line, offset));
    } else if (!isBlank(lines[i - 1]!) && !startsBlock(line)) {
      item.push(line.trimStart());
    } else {
      break;
    }
  }

  for (const body of items) while (body.length && isBlank(body[body.length - 1]!)) body.pop();
  return { items, start: /\d/.test(kind[2]!) ? parseInt(kind[2]!, 10) : null, end: i };
}

function sameList(a: string, b: string): boolean {
  return /\d/.test(a) ? /\d/.test(b) : a === b;
}

function continuesText(lines: string[], i: number): boolean {
  return !isBlank(lines[i]!) && !startsBlock(lines[i]!);
}

function startsBlock(line: string): boolean {
  const head = line.slice(0, 20);
  const marker = ITEM.exec(head);
  return QUOTE.test(head) || HEADING.test(head) || (short(line) && FENCE.test(line)) || isRule(line)
    || (!!marker && head.length > marker[0].length);
}

function tableAt(lines: string[], i: number, growing: boolean): Align[] | null {
  const line = lines[i]!;
  if (!line.includes("|")) return null;

  const next = lines[i + 1];
  if (next === undefined || (next === "" && i + 2 === lines.length))
    return growing && line.trimStart().startsWith("|") ? cells(line).map(() => "") : null;
  if (!next.includes("-") || next.length > MAX_MARK * 5) return null;

  const marks = cells(next);
  const columns = cells(line).length;
  if (columns !== marks.length || columns > MAX_COLUMNS || !marks.every((mark) => DELIMITER.test(mark))) return null;
  return marks.map((mark) => (mark.endsWith(":") ? (mark.startsWith(":") ? "center" : "right") : ""));
}

/** The cells of a table row; an escaped bar stays in its cell. */
function cells(row: string): string[] {
  const found: string[] = [];
  let text = row.trim();
  if (text.startsWith("|")) text = text.slice(1);
  let cell = "";
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === "\\" && text[i + 1] === "|") {
      cell += "|";
      i++;
    } else if (c === "|") {
      found.push(cell.trim());
      cell = "";
    } else {
      cell += c;
    }
  }
  if (cell.trim() || !found.length) found.push(cell.trim());
  return found;
}

function isRule(line: string): boolean {
  return short(line) && /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$/.test(line);
}

function closesFence(line: string, fence: string): boolean {
  const text = line.trim();
  return text.length >= fence.length && short(text) && text === fence[0]!.repeat(text.length);
}

function headingText(line: string): string {
  const text = line.trim().replace(/^#+/, "").trim();
  const end = text.trimEnd().length;
  let cut = end;
  while (cut && text[cut - 1] === "#") cut--;
  return cut < end && (!cut || text[cut - 1] === " ") ? text.slice(0, cut).trimEnd() : text;
}

const isBlank = (line: string): boolean => !line || !line.trim();
const short = (line: string): boolean => line.length <= MAX_MARK;
const trimLine = (line: string): string => line.trim();

/** Columns of white space at the beginning; a tab counts for four. */
function indentOf(line: string): number {
  let columns = 0;
  for (let i = 0; line[i] === " " || line[i] === "\t"; i++) columns += line[i] === " " ? 1 : 4;
  return columns;
}

function outdent(line: string, most: number): string {
  let i = 0;
  for (let columns = 0; columns < most && (line[i] === " " || line[i] === "\t"); i++) columns += line[i] === " " ? 1 : 4;
  return line.slice(i);
}
