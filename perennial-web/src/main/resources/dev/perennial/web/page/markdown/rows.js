import { withoutBlanks } from './blanks.js';
import { cellEnd } from './lines.js';

/** The rows of a table, cell by cell: also a row may go on without end. */
export class Rows {
  #tree;
  #undo;
  #text;
  #state;

  /**
   * @param {number} columns each row has as many cells
   * @param {import('./open-text.js').OpenText} text of the cell that is open
   */
  constructor(tree, undo, text, columns) {
    this.#tree = tree;
    this.#undo = undo;
    this.#text = text;
    this.#state = { cell: 0, columns, open: false };
  }

  /** Whether a row is open. */
  get open() {
    return this.#state.open;
  }

  /** What is to be shown of the open cell and is not told yet. */
  get text() {
    return this.#isShown ? ofCell(this.#text.rest) : '';
  }

  begin(text) {
    this.#set('open', true);
    this.#set('cell', 0);
    this.#tree.beginRow();
    this.#beginCell();
    this.more(text.replace(/^\|/, ''));
  }

  more(text) {
    let rest = this.#text.rest + text;
    this.#text.replace('');
    for (let end = cellEnd(rest); end >= 0; end = cellEnd(rest)) {
      this.#endCell(rest.slice(0, end));
      this.#beginCell();
      rest = rest.slice(end + 1);
    }
    this.#text.grow(rest, this.#tell);
  }

  /** The row is whole; what it lacks is empty. */
  end() {
    const { rest } = this.#text;
    this.#text.replace('');
    this.#endCell(rest);
    while (this.#isShown) {
      this.#beginCell();
      this.#endCell('');
    }
    this.#text.begin();
    this.#set('open', false);
  }

  get #isShown() {
    return this.#state.cell < this.#state.columns;
  }

  #beginCell() {
    this.#text.begin();
    if (this.#isShown) {
      this.#tree.beginCell();
    }
  }

  /** Cells beyond the last column are not shown. */
  #endCell(text) {
    if (this.#isShown) {
      this.#text.grow(text, this.#tell);
      const rest = ofCell(this.#text.rest);
      if (rest !== '') {
        this.#tree.inline(rest);
      }
      this.#tree.endText();
    }
    this.#set('cell', this.#state.cell + 1);
  }

  #tell = finished => {
    if (this.#isShown) {
      this.#tree.inline(withPipes(finished));
    }
  };

  #set(key, value) {
    this.#undo.set(this.#state, key, value);
  }
}

const withPipes = text => text.replaceAll('\\|', '|');

/** The text of a cell as it is meant. */
export const ofCell = text => withoutBlanks(withPipes(text));
