import { definitions, shownOf } from './definitions.js';
import { cutPlace } from './inline.js';
import * as is from './lines.js';

/**
 * The innermost block, which holds text. What is finished of it is told to the tree once; the rest stays short, because long text
 * is cut between words where no emphasis is open.
 *
 * @typedef {object} Leaf
 * @property {'paragraph' | 'heading' | 'row' | 'table' | 'fence' | 'indented'} kind
 * @property {string} text what is not told yet
 * @property {boolean} cut whether some of it was told
 * @property {number} tried up to where a place to cut was looked for
 */
export class Leaves {
  #tree;
  #undo;
  #state = { /** @type {Leaf | null} */ leaf: null };

  constructor(tree, undo) {
    this.#tree = tree;
    this.#undo = undo;
  }

  get #leaf() {
    return this.#state.leaf;
  }

  get isParagraph() {
    return this.#leaf?.kind === 'paragraph';
  }

  /** What there is of the open text and is not told yet. */
  get text() {
    const { kind, text, cut } = this.#leaf ?? {};
    switch (kind) {
      case 'paragraph':
        return cut ? text : shownOf(text);
      case 'heading':
        return withoutMarks(text);
      case 'row':
        return this.#inTable() ? ofCell(text) : '';
      default:
        return '';
    }
  }

  /** Whether the line belongs to the code that is open; if so, that is told. */
  takes(cursor) {
    switch (this.#leaf?.kind) {
      case 'fence':
        if (cursor.indent < 4 && is.closes(cursor.text, this.#leaf)) {
          this.close();
        } else {
          cursor.skip(this.#leaf.indent);
          this.#code(cursor.rest);
        }
        return true;
      case 'indented':
        return this.#takesIndented(cursor);
      default:
        return false;
    }
  }

  /** Blank lines belong to the code if more of it follows. */
  #takesIndented(cursor) {
    if (cursor.indent < 4 && !cursor.blank) {
      return false;
    }
    const { blank } = cursor;
    cursor.skip(4);
    if (blank) {
      this.#set('text', `${this.#leaf.text}${cursor.rest}\n`);
      this.#set('inLine', false);
    } else {
      this.#code(this.#leaf.text + cursor.rest);
      this.#set('text', '');
    }
    return true;
  }

  #code(text) {
    this.#set('inLine', true);
    this.#tree.code(text);
  }

  /** @returns {(() => void) | null} begins what the line begins, if it does. @param {boolean} inParagraph whether it follows one */
  beginning({ text, indent }, inParagraph) {
    const level = inParagraph ? is.underline(text) : 0;
    const aligned = inParagraph ? this.#alignments(text) : null;
    const heading = is.heading(text);
    const fence = is.fence(text);
    if (level > 0 && this.#isHeadingText()) {
      return () => this.#underline(level);
    }
    if (aligned) {
      return () => this.#table(aligned);
    }
    if (heading) {
      return () => this.#heading(heading);
    }
    if (fence) {
      return () => this.#fence(fence, indent);
    }
    if (is.isRule(text)) {
      return () => this.#rule();
    }
    return inParagraph && is.isHtml(text) ? () => this.#paragraph(text) : null;
  }

  #isHeadingText() {
    return !this.#leaf.cut && definitions(this.#leaf.text).rest !== '';
  }

  #alignments(text) {
    const aligned = this.#leaf.cut ? null : is.alignments(text);
    const head = this.#leaf.text.slice(this.#leaf.text.lastIndexOf('\n') + 1);
    return aligned && is.cells(head).length === aligned.length ? aligned : null;
  }

  /** A line that begins nothing, or only a paragraph or code by its indent. */
  goOn(cursor) {
    if (cursor.blank) {
      this.close();
    } else if (this.isParagraph) {
      this.#paragraphLine(cursor.text);
    } else if (this.#leaf?.kind === 'table') {
      this.#row(cursor.text);
    } else if (cursor.indent > 3) {
      cursor.skip(4);
      this.#begin({ kind: 'indented', text: '' });
      this.#tree.beginCode('');
      this.#code(cursor.rest);
    } else {
      this.#paragraph(cursor.text);
    }
  }

  /** More of the line. */
  more(text) {
    switch (this.#leaf?.kind) {
      case 'paragraph':
      case 'heading':
        return this.#grow(text);
      case 'row':
        return this.#cells(text);
      case 'fence':
      case 'indented':
        return this.#leaf.inLine ? this.#tree.code(text) : undefined;
      default:
        return this.#paragraph(text);
    }
  }

  endLine() {
    const leaf = this.#leaf;
    if (leaf?.kind === 'heading') {
      this.close();
    } else if (leaf?.kind === 'row') {
      this.#endRow();
    } else if (leaf?.inLine) {
      this.#tree.code('\n');
    }
  }

  /** The block is over. */
  close() {
    switch (this.#leaf?.kind) {
      case 'paragraph':
        this.#endParagraph();
        break;
      case 'heading':
        this.#endText(withoutMarks(this.#leaf.text));
        break;
      case 'row':
        this.#endRow();
        this.#tree.endTable();
        break;
      case 'table':
        this.#tree.endTable();
        break;
      case 'fence':
      case 'indented':
        this.#tree.endCode();
        break;
      default:
    }
    this.#undo.set(this.#state, 'leaf', null);
  }

  #begin(leaf) {
    this.close();
    this.#undo.set(this.#state, 'leaf', { cut: false, tried: 0, ...leaf });
  }

  #set(key, value) {
    this.#undo.set(this.#leaf, key, value);
  }

  #grow(text) {
    this.#set('text', this.#leaf.text + text);
    for (;;) {
      const { at, tried } = cutPlace(this.#leaf.text, this.#leaf.tried);
      this.#set('tried', at > 0 ? 0 : tried);
      if (at === 0) {
        return;
      }
      this.#tell(this.#leaf.text.slice(0, at));
      this.#set('text', this.#leaf.text.slice(at));
      this.#set('cut', true);
    }
  }

  /** Text that is finished. */
  #tell(text) {
    if (this.#leaf.kind === 'row') {
      if (this.#inTable()) {
        this.#tree.inline(withPipes(text));
      }
    } else {
      this.#tree.inline(this.isParagraph && !this.#leaf.cut ? this.#define(text) : text);
    }
  }

  /** @returns {string} the text behind the definitions at its beginning, which count from now on */
  #define(text) {
    const { found, rest } = definitions(text);
    found.forEach(one => this.#tree.define(one));
    return rest;
  }

  #endText(rest) {
    if (rest !== '') {
      this.#tree.inline(rest);
    }
    this.#tree.endText();
  }

  #paragraph(text) {
    this.#begin({ kind: 'paragraph', text: '' });
    this.#tree.beginParagraph();
    this.#grow(text);
  }

  #paragraphLine(text) {
    const { cut } = this.#leaf;
    if (!cut && text.startsWith('[') && this.#leaf.text.startsWith('[') && definitions(this.#leaf.text).rest === '') {
      this.#define(this.#leaf.text);
      this.#set('text', '');
    }
    this.#grow(this.#leaf.text !== '' || cut ? `\n${text}` : text);
  }

  #endParagraph() {
    const { text, cut } = this.#leaf;
    const rest = (cut ? text : this.#define(text)).trimEnd();
    if (rest === '' && !cut) {
      this.#tree.dropText();
    } else {
      this.#endText(rest);
    }
  }

  #heading({ level, text }) {
    this.#begin({ kind: 'heading', text: '' });
    this.#tree.beginHeading(level);
    this.#grow(text);
  }

  /** The paragraph turns out to be a heading. */
  #underline(level) {
    const text = this.#define(this.#leaf.text).trimEnd();
    this.#tree.dropText();
    this.#undo.set(this.#state, 'leaf', null);
    this.#tree.beginHeading(level);
    this.#endText(text);
  }

  #rule() {
    this.close();
    this.#tree.rule();
  }

  #fence({ mark, length, language }, indent) {
    this.#begin({ kind: 'fence', text: '', mark, length, indent, inLine: false });
    this.#tree.beginCode(language);
  }

  /** The last line of the paragraph turns out to be the head of a table. */
  #table(alignments) {
    const { text } = this.#leaf;
    const head = text.lastIndexOf('\n') + 1;
    this.#set('text', text.slice(0, head));
    this.#begin({ kind: 'table', text: '', columns: alignments.length, cell: 0 });
    this.#tree.beginTable(alignments, is.cells(text.slice(head)).map(ofCell));
  }

  #inTable() {
    return this.#leaf.cell < this.#leaf.columns;
  }

  #row(text) {
    this.#tree.beginRow();
    this.#set('kind', 'row');
    this.#set('cell', 0);
    this.#beginCell();
    this.#cells(text.replace(/^\|/, ''));
  }

  #beginCell() {
    this.#set('text', '');
    this.#set('cut', false);
    this.#set('tried', 0);
    if (this.#inTable()) {
      this.#tree.beginCell();
    }
  }

  #cells(text) {
    let rest = this.#leaf.text + text;
    this.#set('text', '');
    for (let end = is.cellEnd(rest); end >= 0; end = is.cellEnd(rest)) {
      this.#endCell(rest.slice(0, end));
      this.#set('cell', this.#leaf.cell + 1);
      this.#beginCell();
      rest = rest.slice(end + 1);
    }
    this.#grow(rest);
  }

  #endCell(text) {
    if (this.#inTable()) {
      this.#grow(text);
      this.#endText(ofCell(this.#leaf.text));
    }
  }

  /** A row has as many cells as the head. */
  #endRow() {
    const { text } = this.#leaf;
    this.#set('text', '');
    this.#endCell(text);
    for (this.#set('cell', this.#leaf.cell + 1); this.#inTable(); this.#set('cell', this.#leaf.cell + 1)) {
      this.#tree.beginCell();
      this.#endText('');
    }
    this.#set('kind', 'table');
  }
}

const withoutMarks = text => text.replace(/(?:^|[ \t]+)#+[ \t]*$/, '').trimEnd();

const withPipes = text => text.replaceAll('\\|', '|');

const ofCell = text => withPipes(text).trim();
