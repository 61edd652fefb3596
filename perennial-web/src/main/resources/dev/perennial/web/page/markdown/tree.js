import { codeFigure } from './code.js';
import { closed } from './inline.js';
import { mayRefer, named, noLinks, rendered } from './render.js';
import { follow } from './slices.js';
import { TableView } from './table.js';

/** Blocks that are laid out together, and skipped together while they are off the screen. */
const TOGETHER = 30;
/** Longer ones go on in a new element, because the browser lays out an element as a whole. */
const LONGEST_TEXT = 6_000;
const MOST_ITEMS = 60;
/** What an item of things to do begins with. */
const TASK = /^\[([ xX])\] +(?=\S)/;

/**
 * The elements that Markdown is shown by. What was told stays as it is; only links are added at the end to texts whose
 * definitions came later.
 */
export class Tree {
  #undo;
  #state;
  /** @type {import('./render.js').Links} */
  #links = noLinks();
  /** What may be links, if they are defined. @type {{text: string, nodes: Node[], known: number}[]} */
  #open = [];
  #writing = null;

  /**
   * @param {HTMLElement} root
   * @param {import('./undo.js').Undo} undo
   */
  constructor(root, undo) {
    this.#undo = undo;
    this.#state = { places: [{ kind: 'root', element: root, slice: null }], leaf: null, table: null, figure: null };
  }

  /** A quotation, a list or an item of it begins. */
  open(block) {
    const place = { kind: block.kind, element: elementOf(block), slice: null };
    if (block.kind === 'list') {
      place.next = block.start;
    }
    this.#put(place.element);
    this.#set('places', [...this.#state.places, place]);
  }

  /** What was opened last is over. */
  close() {
    this.#set('places', this.#state.places.slice(0, -1));
  }

  beginParagraph() {
    const place = this.#place;
    const bare = place.kind === 'item' && place.element.childNodes.length === 0;
    this.#beginText(bare ? place.element : this.#put(document.createElement('p')), bare);
  }

  beginHeading(level) {
    this.#beginText(this.#put(document.createElement(`h${level}`)), false);
  }

  /** There is nothing of the text that was begun. */
  dropText() {
    const { element, bare } = this.#state.leaf;
    if (!bare) {
      const parent = element.parentNode;
      element.remove();
      this.#undo.did(() => parent.append(element));
    }
    this.endText();
  }

  /** Text that is finished. */
  inline(text) {
    this.#stretch();
    const shown = this.#inline(text);
    if (!this.#undo.trying && mayRefer(shown.text)) {
      this.#open.push({ ...shown, known: Object.keys(named(shown.text, this.#links)).length });
    }
    const { leaf } = this.#state;
    this.#undo.set(leaf, 'length', leaf.length + text.length);
  }

  /** Text that is not finished. */
  tail(text) {
    if (text !== '' && this.#state.leaf !== null) {
      this.#inline(closed(text));
    }
  }

  endText() {
    this.#set('leaf', null);
  }

  rule() {
    this.#put(document.createElement('hr'));
  }

  beginCode(language) {
    const figure = codeFigure(language);
    this.#put(figure.element);
    this.#set('figure', figure);
    this.#write(figure.element);
  }

  code(text) {
    const { code } = this.#state.figure;
    if (this.#undo.trying) {
      const node = code.hint(text);
      this.#undo.did(() => node.remove());
    } else {
      code.append(text);
    }
  }

  endCode() {
    if (!this.#undo.trying) {
      void this.#state.figure.code.end();
    }
    this.#set('figure', null);
  }

  /** @param {string[]} head the texts of its cells */
  beginTable(alignments, head) {
    const table = new TableView(alignments, this.#undo);
    this.#put(table.element);
    this.#set('table', table);
    table.beginHead();
    head.forEach(text => {
      this.#beginText(table.addCell(), true);
      this.inline(text);
      this.endText();
    });
  }

  beginRow() {
    this.#state.table.beginRow();
  }

  beginCell() {
    this.#beginText(this.#state.table.addCell(), true);
  }

  endTable() {
    this.#set('table', null);
  }

  /** The first definition of a name counts. */
  define({ tag, href, title }) {
    if (!Object.hasOwn(this.#links, tag)) {
      this.#undo.did(() => delete this.#links[tag]);
      this.#links[tag] = { href, title };
    }
  }

  /**
   * There is no more: what was defined behind its use becomes a link.
   *
   * @param {number} deadline as `performance.now()` counts
   * @returns {boolean} whether all is done
   */
  end(deadline) {
    this.#write(null);
    while (this.#open.length > 0 && performance.now() < deadline) {
      this.#resolve(this.#open.pop());
    }
    return this.#open.length === 0;
  }

  #resolve({ text, nodes, known }) {
    if (Object.keys(named(text, this.#links)).length > known) {
      nodes[0].before(...rendered(text, this.#links));
      nodes.forEach(node => node.remove());
    }
  }

  get #place() {
    return this.#state.places.at(-1);
  }

  #set(key, value) {
    this.#undo.set(this.#state, key, value);
  }

  /** @param {boolean} bare whether the element is there without the text, too */
  #beginText(element, bare) {
    this.#set('leaf', { element, bare, length: 0 });
    this.#write(element);
  }

  #inline(text) {
    const { leaf } = this.#state;
    const task = leaf.bare && leaf.length === 0 && leaf.element.tagName === 'LI' ? TASK.exec(text) : null;
    const rest = task ? text.slice(task[0].length) : text;
    const nodes = rendered(rest, this.#links);
    const all = task ? [checkbox(task[1] !== ' '), ...nodes] : nodes;
    leaf.element.append(...all);
    this.#undo.did(() => all.forEach(node => node.remove()));
    return { text: rest, nodes };
  }

  /** Text that grew long goes on in an element of its own. */
  #stretch() {
    const { leaf } = this.#state;
    if (leaf.length < LONGEST_TEXT || this.#undo.trying) {
      return;
    }
    const more = document.createElement('p');
    more.className = 'joined';
    if (leaf.bare) {
      leaf.box ??= leaf.element;
      leaf.box.append(more);
    } else {
      this.#put(more);
    }
    leaf.element = more;
    leaf.length = 0;
    this.#write(more);
  }

  #put(node) {
    const place = this.#place;
    if (place.kind === 'list') {
      this.#makeRoomForItem(place);
    } else {
      this.#makeRoom(place);
    }
    (place.slice ?? place.element).append(node);
    this.#undo.did(() => node.remove());
    return node;
  }

  /** What holds much holds it in slices. */
  #makeRoom(place) {
    const full = (place.slice ?? place.element).childElementCount >= TOGETHER && !this.#undo.trying;
    if (full || (place.kind === 'root' && place.slice === null)) {
      const slice = document.createElement('section');
      if (full) {
        follow(place.slice, slice);
      }
      place.element.append(slice);
      this.#undo.did(() => slice.remove());
      this.#undo.set(place, 'slice', slice);
    }
  }

  #makeRoomForItem(place) {
    if (place.element.childElementCount >= MOST_ITEMS && !this.#undo.trying) {
      const list = place.element.cloneNode(false);
      list.classList.add('joined');
      if (place.next >= 0) {
        list.start = place.next;
      }
      follow(place.element, list);
      const outer = this.#state.places.at(-2);
      this.#makeRoom(outer);
      (outer.slice ?? outer.element).append(list);
      place.element = list;
    }
    if (place.next >= 0) {
      this.#undo.set(place, 'next', place.next + 1);
    }
  }

  /** Where the caret stands. */
  #write(element) {
    const before = this.#writing;
    before?.classList.remove('writing');
    element?.classList.add('writing');
    this.#writing = element;
    this.#undo.did(() => this.#write(before));
  }
}

function elementOf(block) {
  switch (block.kind) {
    case 'quote':
      return document.createElement('blockquote');
    case 'item':
      return document.createElement('li');
    case 'list': {
      const list = document.createElement(block.start < 0 ? 'ul' : 'ol');
      if (block.start >= 0 && block.start !== 1) {
        list.start = block.start;
      }
      return list;
    }
  }
}

function checkbox(checked) {
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.disabled = true;
  box.checked = checked;
  box.toggleAttribute('checked', checked);
  return box;
}
