import { follow } from './slices.js';

/** Rows that the browser lays out as a table, which it does all at once; more of them are lines of a grid with the same columns. */
const MOST_ROWS = 40;

/** A table that grows. Wide ones scroll by themselves. */
export class TableView {
  element = document.createElement('div');
  #table = document.createElement('table');
  #alignments;
  #undo;
  #state = { body: null, row: null };

  /**
   * @param {string[]} alignments of its columns
   * @param {import('./undo.js').Undo} undo
   */
  constructor(alignments, undo) {
    this.#alignments = alignments;
    this.#undo = undo;
    this.element.className = 'table';
    this.element.tabIndex = 0;
    this.element.append(this.#table);
  }

  beginHead() {
    this.#addRow(this.#add(this.#table, 'thead'));
  }

  beginRow() {
    const { body } = this.#state;
    const full = body !== null && body.rows.length >= MOST_ROWS && !this.#undo.trying;
    if (full && !this.#table.classList.contains('sliced')) {
      this.#slice();
    }
    if (full || body === null) {
      this.#undo.set(this.#state, 'body', this.#add(this.#table, 'tbody'));
    }
    if (full) {
      follow(body, this.#state.body);
    }
    this.#addRow(this.#state.body);
  }

  /** @returns {HTMLTableCellElement} */
  addCell() {
    const { row } = this.#state;
    const alignment = this.#alignments[row.cells.length];
    const cell = this.#add(row, row.parentNode === this.#table.tHead ? 'th' : 'td');
    if (alignment) {
      cell.align = alignment;
    }
    return cell;
  }

  #addRow(part) {
    this.#undo.set(this.#state, 'row', this.#add(part, 'tr'));
  }

  #add(parent, name) {
    const element = document.createElement(name);
    parent.append(element);
    this.#undo.did(() => element.remove());
    return element;
  }

  /** Keeps the columns as they are, so that a row that is added moves no other; none gets narrower than its words. */
  #slice() {
    const { style } = this.#table;
    const widths = this.#widths();
    style.width = 'min-content';
    const least = this.#widths();
    style.width = '';
    style.setProperty('--columns', widths.map((width, i) => `minmax(${least[i]}px, ${width || 1}fr)`).join(' '));
    style.minWidth = `${least.reduce((sum, width) => sum + width, 0)}px`;
    this.#table.classList.add('sliced');
  }

  #widths() {
    return [...this.#table.tHead.rows[0].cells].map(cell => Math.ceil(cell.getBoundingClientRect().width));
  }
}
