import { withoutBlanksBefore } from './blanks.js';
import { Cursor } from './cursor.js';
import * as is from './lines.js';
import { definitions } from './definitions.js';
import { Leaves } from './leaves.js';

/** A line that is longer is taken for what it began as … */
const LONG = 1_000;
/** … unless it may say how the columns of a table are aligned, which only its end tells; beyond this it does not. */
const LONGEST_ALIGNMENTS = 100_000;
/** Quotations and lists in one another beyond this many are text. */
const DEEPEST = 24;

/**
 * Reads Markdown line by line as CommonMark describes it ("a parsing strategy", phase 1): each line goes on with quotations and
 * items that are open, and begins others. Nothing is looked at twice, so that it costs what its length is; and nothing depends
 * on the pieces in which the text arrives.
 */
export class Blocks {
  #tree;
  #undo;
  #leaves;
  /** @type {{open: {kind: 'quote' | 'list' | 'item'}[]}} what is open, the outermost first; each list is followed by an item of it */
  #state = { open: [] };

  /**
   * @param {import('./tree.js').Tree} tree is told what there is
   * @param {import('./undo.js').Undo} undo
   */
  constructor(tree, undo) {
    this.#tree = tree;
    this.#undo = undo;
    this.#leaves = new Leaves(tree, undo);
  }

  /** What there is of the open text and is not told yet. */
  get text() {
    return this.#leaves.text;
  }

  /**
   * Whether no more of the line is needed to know what it is.
   *
   * @param {string} more what was added to it since that was asked before
   */
  isKnown(line, more) {
    return line.length >= LONG && !this.#mayAlign(line.length - more.length < LONG ? line : more, line.length);
  }

  #mayAlign(text, length) {
    return length <= LONGEST_ALIGNMENTS && this.#leaves.isParagraph && is.mayAlign(text);
  }

  /** What is tried of a line that is not known. */
  static beginningOf(line) {
    return line.slice(0, LONG);
  }

  /** A line begins. @param {string} line all of it, or as much as tells what it is and what follows that */
  begin(line) {
    const length = this.#mayAlign(line, line.length) ? line.length : LONG;
    const cursor = new Cursor(line.slice(0, length));
    const depth = this.#goOn(cursor);
    if (depth < this.#state.open.length || !this.#leaves.takes(cursor)) {
      this.#beginIn(depth, cursor);
    }
    this.more(line.slice(length));
  }

  /** More of the line that was begun. */
  more(text) {
    if (text !== '') {
      this.#leaves.more(text);
    }
  }

  endLine() {
    this.#leaves.endLine();
  }

  /** There is no more. */
  end() {
    this.#closeFrom(0);
  }

  /** How many of the open blocks the line belongs to; what marks them is taken from it. */
  #goOn(cursor) {
    const { open } = this.#state;
    let depth = 0;
    while (depth < open.length && this.#belongs(open[depth], cursor)) {
      depth++;
    }
    return depth;
  }

  #belongs(block, cursor) {
    switch (block.kind) {
      case 'quote':
        return this.#takeQuoteMark(cursor);
      case 'list':
        return true;
      case 'item':
        if (cursor.blank) {
          return block.filled;
        }
        if (cursor.indent < block.indent) {
          return false;
        }
        cursor.skip(block.indent);
        return true;
    }
  }

  #takeQuoteMark(cursor) {
    if (cursor.indent > 3 || cursor.text[0] !== '>') {
      return false;
    }
    cursor.take(1);
    cursor.skip(1);
    return true;
  }

  /** What begins behind the blocks that the line belongs to. */
  #beginIn(depth, cursor) {
    let place = depth;
    while (!cursor.blank && cursor.indent < 4) {
      const here = this.#leaves.isParagraph && place === this.#state.open.length;
      if (this.#state.open.length < DEEPEST && this.#takeQuoteMark(cursor)) {
        this.#closeFrom(place);
        this.#leaveList();
        this.#open({ kind: 'quote' });
      } else if (this.#beginsLeaf(place, cursor, here)) {
        return;
      } else if (!this.#beginsItem(place, cursor, here)) {
        break;
      }
      place = this.#state.open.length;
    }
    this.#goOnWith(place, cursor);
  }

  /** A line that begins nothing: a paragraph takes it even where it does not say that it belongs to what that is in. */
  #goOnWith(place, cursor) {
    const belongs = place === this.#state.open.length;
    if (!belongs && (cursor.blank || !this.#leaves.isParagraph)) {
      this.#closeFrom(place);
    }
    if (!cursor.blank && !this.#leaves.isParagraph) {
      this.#leaveList();
      this.#fill();
    }
    this.#leaves.goOn(cursor);
  }

  #beginsLeaf(place, cursor, here) {
    const begun = this.#leaves.beginning(cursor, here);
    if (begun) {
      if (!here) {
        this.#closeFrom(place);
        this.#leaveList();
      }
      this.#fill();
      begun();
    }
    return begun !== null;
  }

  #beginsItem(place, cursor, here) {
    const marker = is.listItem(cursor.text);
    if (!marker || this.#state.open.length + 2 > DEEPEST || (here && !interrupts(marker))) {
      return false;
    }
    const indent = cursor.indent;
    cursor.take(marker.length);
    this.#closeFrom(place);
    if (this.#state.open.at(-1)?.mark !== marker.mark) {
      this.#leaveList();
      this.#fill();
      this.#open({ kind: 'list', mark: marker.mark, start: marker.start });
    }
    this.#open({ kind: 'item', indent: indent + marker.length + spaceBehind(cursor), filled: false });
    return true;
  }

  /** What comes now is no item of the list that is open. */
  #leaveList() {
    if (this.#state.open.at(-1)?.kind === 'list') {
      this.#closeFrom(this.#state.open.length - 1);
    }
  }

  #open(block) {
    this.#leaves.close();
    if (block.kind !== 'list') {
      this.#fill();
    }
    this.#undo.set(this.#state, 'open', [...this.#state.open, block]);
    this.#tree.open(block);
  }

  /** An item of which nothing is there ends with the next blank line. */
  #fill() {
    const block = this.#state.open.at(-1);
    if (block?.kind === 'item' && !block.filled) {
      this.#undo.set(block, 'filled', true);
    }
  }

  #closeFrom(depth) {
    const { open } = this.#state;
    this.#leaves.close();
    for (let i = open.length; i > depth; i--) {
      this.#tree.close();
    }
    this.#undo.set(this.#state, 'open', open.slice(0, depth));
  }
}

/** Only the first item of a list, and one that says something, ends a paragraph. */
const interrupts = marker => withoutBlanksBefore(marker.rest) !== '' && (marker.start < 0 || marker.start === 1);

/** Takes the blanks behind a marker, unless they belong to code. @returns {number} how far that moves what the item says */
function spaceBehind(cursor) {
  const blanks = cursor.blank || cursor.indent > 4 ? 1 : cursor.indent;
  cursor.skip(blanks);
  return blanks;
}
