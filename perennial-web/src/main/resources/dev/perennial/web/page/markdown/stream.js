import { Blocks } from './blocks.js';
import { LineReader } from './line-reader.js';
import { Tree } from './tree.js';
import { Undo } from './undo.js';

/** How many characters are made into elements at a time, so that a frame stays short. */
const AT_A_TIME = 2_000;

/**
 * Shows Markdown in an element while it is being written. Lines that are whole are made into elements once and left alone; what is
 * shown of the line that is being written, and of the text that it belongs to, is taken back before there is more.
 */
export class MarkdownStream {
  #undo = new Undo();
  #tree;
  #blocks;
  #lines;
  /** @type {string[]} */
  #waiting = [];
  #taken = 0;
  #ended = false;
  /** Whether all of it was read. */
  #read = false;
  #over = false;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#tree = new Tree(root, this.#undo);
    this.#blocks = new Blocks(this.#tree, this.#undo);
    this.#lines = new LineReader(this.#blocks);
  }

  /** @param {string} text the next piece; shown by {@link draw} */
  add(text) {
    for (let from = 0; from < text.length; from += AT_A_TIME) {
      this.#waiting.push(text.slice(from, from + AT_A_TIME));
    }
  }

  /** There is no more. */
  end() {
    this.#ended = true;
  }

  /**
   * Shows what was added, as far as there is time.
   *
   * @param {number} deadline as `performance.now()` counts
   * @returns {boolean} whether all is shown
   */
  draw(deadline) {
    if (this.#over || (this.#waiting.length === 0 && !this.#ended)) {
      return true;
    }
    this.#undo.back();
    do {
      this.#next();
    } while (this.#taken < this.#waiting.length && performance.now() < deadline);
    if (this.#taken < this.#waiting.length) {
      this.#try();
      return false;
    }
    this.#waiting = [];
    this.#taken = 0;
    if (this.#ended) {
      return this.#end(deadline);
    }
    this.#try();
    return true;
  }

  /** A piece that fails is not tried again. */
  #next() {
    if (this.#taken < this.#waiting.length) {
      this.#lines.add(this.#waiting[this.#taken++]);
    }
  }

  /** Shows what is not finished. */
  #try() {
    this.#undo.begin();
    this.#lines.try();
    this.#tree.tail(this.#blocks.text);
  }

  #end(deadline) {
    if (!this.#read) {
      this.#read = true;
      this.#lines.end();
    }
    this.#over = this.#tree.end(deadline);
    return this.#over;
  }
}
