import { withoutBlanksBefore } from './blanks.js';

/** A place in a line, counted in columns: a tab goes to the next that four divides. */
export class Cursor {
  #line;
  #at = 0;
  #column = 0;
  /** Columns of a tab of which only the first were taken. */
  #left = 0;

  constructor(line) {
    this.#line = line;
  }

  /** What is behind the place. */
  get rest() {
    return ' '.repeat(this.#left) + this.#line.slice(this.#at);
  }

  /** What is behind the blanks here. */
  get text() {
    return withoutBlanksBefore(this.rest);
  }

  get blank() {
    return this.text === '';
  }

  /** Columns of blanks here. */
  get indent() {
    let column = this.#column + this.#left;
    for (let at = this.#at; at < this.#line.length; at++) {
      const sign = this.#line[at];
      if (sign !== ' ' && sign !== '\t') {
        break;
      }
      column += sign === '\t' ? 4 - (column % 4) : 1;
    }
    return column - this.#column;
  }

  /** Takes up to so many columns of blanks. */
  skip(columns) {
    let left = columns;
    while (left > 0 && this.#blankHere()) {
      this.#left--;
      this.#column++;
      left--;
    }
  }

  /** Takes so many signs behind the blanks here. */
  take(length) {
    this.skip(this.indent);
    this.#at += length;
    this.#column += length;
  }

  #blankHere() {
    if (this.#left === 0 && (this.#line[this.#at] === ' ' || this.#line[this.#at] === '\t')) {
      this.#left = this.#line[this.#at] === '\t' ? 4 - (this.#column % 4) : 1;
      this.#at++;
    }
    return this.#left > 0;
  }
}
