import * as is from './lines.js';
import { isBalanced } from './inline.js';

/** Beyond this many characters an open block is cut where that does no harm … */
const ROOMY = 2_500;
/** … and beyond this wherever a line ends. */
const FULL = 10_000;

/**
 * Cuts Markdown that is still being written into parts that are finished and one open tail of bounded size, so that showing
 * it costs what its length is and not the square. What is finished is told once:
 *
 * - `whole(source, join)`: a part, to be rendered; `join` says how it continues the one before: '' not at all, 'list' as more
 *   items, 'table' as more rows (its head is repeated in `source`), 'inline' as more of its last line;
 * - `code(language)`, `codeText(text)`, `codeEnd()`: a code block, which only grows;
 * - `codeText` may also follow a part: then it goes on with the last code block in that.
 */
export class MarkdownSplitter {
  #sink;
  #lines = [];
  #size = 0;
  #kind = '';
  #join = '';
  #head = [];
  #item = null;
  #fence = null;
  #code = null;
  #blank = false;
  #dedent = 0;
  /** The line that has no end yet, and how much of it was told as code. */
  #line = '';
  #told = 0;
  /** Whether the line goes on with one of code that was told. */
  #inCode = false;
  /** Whether the line goes on with one whose beginning is finished. */
  #inLine = false;

  constructor(sink) {
    this.#sink = sink;
  }

  /** What is not finished. @returns {{source: string, join: string}} */
  get tail() {
    const line = this.#code ? '' : this.#line;
    return { source: this.#source(line === '' ? [] : [this.#stripped(line)]), join: this.#join };
  }

  /** @param {string} text the next piece */
  add(text) {
    let from = 0;
    for (;;) {
      const end = text.indexOf('\n', from);
      if (end < 0) {
        break;
      }
      const line = this.#line + text.slice(from, end);
      this.#line = '';
      this.#take(line.endsWith('\r') ? line.slice(0, -1) : line);
      this.#told = 0;
      from = end + 1;
    }
    this.#line += text.slice(from);
    this.#peek();
  }

  /** There is no more. */
  end() {
    if (this.#line !== '' || this.#inCode) {
      const line = this.#line;
      this.#line = '';
      this.#take(line);
      this.#told = 0;
    }
    if (this.#code) {
      this.#endCode();
    }
    this.#finish();
  }

  /** What can be told of a line before it ends. */
  #peek() {
    if (this.#code) {
      this.#peekCode();
    } else if (this.#size + this.#line.length > ROOMY && this.#line.length > ROOMY / 2) {
      this.#cutLine();
    }
  }

  /** Of a line of code that cannot be the end of it nothing is kept: it may go on for megabytes. */
  #peekCode() {
    if (this.#inCode) {
      this.#sink.codeText(this.#line);
      this.#line = '';
    } else if (!is.mayClose(this.#line, this.#code)) {
      this.#tellCode(this.#line);
      this.#line = '';
      this.#inCode = true;
    }
  }

  /** A line that does not end is cut between words. */
  #cutLine() {
    if (this.#kind === 'table' || this.#fence) {
      return;
    }
    const cut = this.#line.lastIndexOf(' ') + 1 || this.#line.length;
    const begin = this.#line.slice(0, cut);
    const source = this.#source([this.#stripped(begin)]);
    if (!isBalanced(source) && source.length < FULL) {
      return;
    }
    this.#sink.whole(source, this.#join);
    this.#kind ||= is.listItem(begin) ? 'list' : 'paragraph';
    this.#item ??= is.listItem(begin);
    this.#lines = [];
    this.#size = 0;
    this.#join = 'inline';
    this.#inLine = true;
    this.#line = this.#line.slice(cut);
  }

  #take(line) {
    if (this.#code) {
      this.#codeLine(line);
    } else if (this.#inLine) {
      this.#inLine = false;
      this.#push(line);
      this.#finish(this.#kind === 'list' ? 'list' : 'inline');
    } else if (this.#fence) {
      this.#fencedLine(line);
    } else if (is.isBlank(line)) {
      this.#blankLine();
    } else {
      this.#textLine(this.#stripped(line));
    }
  }

  #blankLine() {
    if (this.#kind === 'list') {
      this.#push('');
      this.#blank = true;
    } else {
      this.#finish();
    }
  }

  #textLine(line) {
    const fence = is.fence(line);
    const item = is.listItem(line);
    if (this.#kind === 'list' && this.#belongsToList(line, item)) {
      this.#listLine(line, item, fence);
    } else if (fence && fence.indent < 4) {
      this.#finish();
      this.#code = fence;
      this.#sink.code(fence.language);
    } else if (this.#kind === 'quote' || is.isQuote(line)) {
      this.#quoteLine(line, fence);
    } else if (this.#kind === 'paragraph' && is.isUnderline(line) && this.#join === '') {
      this.#push(line);
      if (this.#head.length === 0 && !this.#becomesTable(line)) {
        this.#finish();
      }
    } else if (is.isHeading(line) || is.isRule(line)) {
      this.#finish();
      this.#push(line);
      this.#finish();
    } else if (item && item.indent < 4 && (this.#kind !== 'paragraph' || item.first)) {
      this.#finish();
      this.#kind = 'list';
      this.#item = item;
      this.#push(line);
    } else {
      this.#plainLine(line);
    }
    this.#blank = false;
  }

  #belongsToList(line, item) {
    const indent = is.indentOf(line);
    if (indent >= this.#item.indent + 2) {
      return true;
    }
    if (item) {
      return item.kind === this.#item.kind && !is.isRule(line);
    }
    return !this.#blank && !is.isHeading(line) && !is.isRule(line) && !is.isQuote(line) && !is.fence(line);
  }

  #listLine(line, item, fence) {
    const begins = item && item.indent < this.#item.indent + 2;
    if (begins && this.#size > ROOMY) {
      this.#flush('list');
    } else if (this.#size > FULL) {
      this.#flush('list');
      this.#dedent = is.indentOf(line);
      line = line.slice(this.#dedent);
    }
    this.#push(line);
    this.#fence = fence;
  }

  #quoteLine(line, fence) {
    if (this.#kind !== 'quote') {
      this.#finish();
      this.#kind = 'quote';
    } else if (this.#size > ROOMY) {
      this.#flush('quote');
    }
    this.#push(line);
    this.#fence = fence;
  }

  #plainLine(line) {
    if (this.#kind === 'table') {
      if (this.#size > ROOMY) {
        this.#flush('table');
      }
      this.#push(line);
      return;
    }
    this.#kind = 'paragraph';
    this.#push(line);
    if (!this.#becomesTable(line) && this.#size > ROOMY && (isBalanced(this.#source([])) || this.#size > FULL)) {
      this.#flush('inline');
    }
  }

  #becomesTable(line) {
    const table = this.#lines.length === 2 && this.#lines[0].includes('|') && is.isDelimiterRow(line);
    if (table) {
      this.#kind = 'table';
      this.#head = this.#lines.slice();
    }
    return table;
  }

  /** A line of a code block that stands in a list or a quotation. */
  #fencedLine(line) {
    if (is.closes(line, this.#fence)) {
      this.#push(this.#stripped(line));
      this.#fence = null;
    } else if (this.#size > FULL) {
      const open = this.#fence;
      this.#flush(this.#kind === 'quote' ? 'quote' : 'list');
      this.#code = { ...open, nested: true };
      this.#fence = null;
      this.#codeLine(line);
    } else {
      this.#push(this.#stripped(line));
    }
  }

  #codeLine(line) {
    if (this.#inCode) {
      this.#inCode = false;
      this.#sink.codeText(line + '\n');
    } else if (is.closes(line, this.#code)) {
      this.#endCode();
    } else {
      this.#tellCode(line + '\n');
    }
  }

  #endCode() {
    const { nested } = this.#code;
    this.#code = null;
    this.#sink.codeEnd(nested ?? false);
  }

  /** @param {string} line its beginning, or all of it with its end */
  #tellCode(line) {
    const skipped = Math.min(is.indentOf(line), this.#code.indent);
    const from = Math.max(this.#told, skipped);
    if (line.length > from) {
      this.#sink.codeText(line.slice(from));
    }
    this.#told = line.length;
  }

  /** What a list was cut in keeps its indent; it is taken from the lines that follow. */
  #stripped(line) {
    if (this.#dedent > is.indentOf(line) && !is.isBlank(line)) {
      this.#dedent = 0;
    }
    return this.#dedent > 0 ? line.slice(this.#dedent) : line;
  }

  #push(line) {
    this.#lines.push(line);
    this.#size += line.length + 1;
  }

  /** Tells what is there as a part that goes on. */
  #flush(join) {
    this.#sink.whole(this.#source([]), this.#join);
    this.#lines = join === 'table' ? this.#head.slice() : [];
    this.#size = 0;
    this.#join = join;
  }

  /** The block is over. */
  #finish(join = '') {
    const repeated = this.#join === 'table' ? this.#head.length : 0;
    if (this.#lines.length > repeated) {
      this.#sink.whole(this.#source([]), this.#join);
    }
    this.#lines = [];
    this.#size = 0;
    this.#join = join;
    this.#blank = false;
    this.#fence = null;
    if (join === '') {
      this.#kind = '';
      this.#head = [];
      this.#item = null;
      this.#dedent = 0;
    }
  }

  #source(more) {
    return [...this.#lines, ...more].join('\n');
  }
}
