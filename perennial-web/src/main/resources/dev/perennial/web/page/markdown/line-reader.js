import { Blocks } from './blocks.js';
import { isUndecided } from './lines.js';

/** Makes lines of text that arrives in pieces. */
export class LineReader {
  #blocks;
  /** The line that has no end yet, unless its beginning was taken. */
  #line = '';
  #inLine = false;
  /** A carriage return at the end of a piece may be half of a line end. */
  #held = '';

  /** @param {Blocks} blocks is told the lines */
  constructor(blocks) {
    this.#blocks = blocks;
  }

  /** @param {string} text the next piece */
  add(text) {
    const all = this.#held + text;
    this.#held = all.endsWith('\r') ? '\r' : '';
    const lines = all
      .slice(0, all.length - this.#held.length)
      .replace(/\r\n?/g, '\n')
      .split('\n');
    const rest = lines.pop();
    lines.forEach(line => this.#endLine(line));
    this.#goOn(rest);
  }

  /** Tells what there is of the line that has no end, which is to be taken back before there is more. */
  try() {
    if (this.#line !== '' && !isUndecided(this.#line)) {
      this.#blocks.begin(Blocks.beginningOf(this.#line));
    }
  }

  /** There is no more. */
  end() {
    if (this.#line !== '' || this.#inLine) {
      this.#endLine('');
    }
    this.#blocks.end();
  }

  #endLine(text) {
    if (this.#inLine) {
      this.#blocks.more(text);
    } else {
      this.#blocks.begin(this.#line + text);
    }
    this.#blocks.endLine();
    this.#line = '';
    this.#inLine = false;
  }

  /** Of a line that is long enough to know what it is nothing is kept: it may go on for megabytes. */
  #goOn(text) {
    if (this.#inLine) {
      this.#blocks.more(text);
      return;
    }
    this.#line += text;
    if (this.#blocks.isKnown(this.#line, text)) {
      this.#blocks.begin(this.#line);
      this.#line = '';
      this.#inLine = true;
    }
  }
}
