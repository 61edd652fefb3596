import { withoutBlanksBehind } from './blanks.js';
import { definitions, shownOf } from './definitions.js';
import * as is from './lines.js';
import { OpenText } from './open-text.js';
import { ofCell, Rows } from './rows.js';

/**
 * The innermost block, which holds text. What is finished of it is told to the tree once; the rest stays short.
 *
 * @typedef {object} Leaf
 * @property {'paragraph' | 'heading' | 'table' | 'fence' | 'indented'} kind
 */
export class Leaves {
  #tree;
  #undo;
  #text;
  #state = { /** @type {Leaf | null} */ leaf: null };

  constructor(tree, undo) {
    this.#tree = tree;
    this.#undo = undo;
    this.#text = new OpenText(undo);
  }

  get #leaf() {
    return this.#state.leaf;
  }

  get isParagraph() {
    return this.#leaf?.kind === 'paragraph';
  }

  /** What there is of the open text and is not told yet. */
  get text() {
    const { rest, cut } = this.#text;
    switch (this.#leaf?.kind) {
      case 'paragraph':
        return cut ? rest : shownOf(rest);
      case 'heading':
        return withoutMarks(rest);
      case 'table':
        return this.#leaf.rows.open ? this.#leaf.rows.text : '';
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
      this.#set('blanks', `${this.#leaf.blanks}${cursor.rest}\n`);
      this.#set('inLine', false);
    } else {
      this.#code(this.#leaf.blanks + cursor.rest);
      this.#set('blanks', '');
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
    return !this.#text.cut && definitions(this.#text.rest).rest !== '';
  }

  #alignments(text) {
    const aligned = is.alignments(text);
    const head = aligned && this.#text.lastLine;
    return head !== null && is.cells(head).length === aligned.length ? aligned : null;
  }

  /** A line that begins nothing, or only a paragraph or code by its indent. */
  goOn(cursor) {
    if (cursor.blank) {
      this.close();
    } else if (this.isParagraph) {
      this.#paragraphLine(cursor.text);
    } else if (this.#leaf?.kind === 'table') {
      this.#leaf.rows.begin(cursor.text);
    } else if (cursor.indent > 3) {
      cursor.skip(4);
      this.#begin({ kind: 'indented', blanks: '', inLine: false });
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
        return this.#text.grow(text, this.#tell);
      case 'table':
        return this.#leaf.rows.open ? this.#leaf.rows.more(text) : this.#paragraph(text);
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
    } else if (leaf?.rows?.open) {
      leaf.rows.end();
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
        this.#endText(withoutMarks(this.#text.rest));
        break;
      case 'table':
        this.endLine();
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
    this.#undo.set(this.#state, 'leaf', leaf);
    this.#text.begin();
  }

  #set(key, value) {
    this.#undo.set(this.#leaf, key, value);
  }

  /** Text that is finished. */
  #tell = text => this.#tree.inline(this.isParagraph && !this.#text.cut ? this.#define(text) : text);

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
    this.#begin({ kind: 'paragraph' });
    this.#tree.beginParagraph();
    this.#text.grow(text, this.#tell);
  }

  #paragraphLine(text) {
    const { rest, cut } = this.#text;
    if (!cut && text.startsWith('[') && rest.startsWith('[') && definitions(rest).rest === '') {
      this.#define(rest);
      this.#text.begin(text);
    } else {
      this.#text.grow(`\n${text}`, this.#tell);
    }
  }

  #endParagraph() {
    const { rest, cut } = this.#text;
    const text = withoutBlanksBehind(cut ? rest : this.#define(rest));
    if (text === '' && !cut) {
      this.#tree.dropText();
    } else {
      this.#endText(text);
    }
  }

  #heading({ level, text }) {
    this.#begin({ kind: 'heading' });
    this.#tree.beginHeading(level);
    this.#text.grow(text, this.#tell);
  }

  /** The paragraph turns out to be a heading. */
  #underline(level) {
    const text = withoutBlanksBehind(this.#define(this.#text.rest));
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
    this.#begin({ kind: 'fence', mark, length, indent, inLine: false });
    this.#tree.beginCode(language);
  }

  /** The last line of the paragraph turns out to be the head of a table. */
  #table(alignments) {
    const { rest } = this.#text;
    const head = rest.lastIndexOf('\n') + 1;
    this.#text.replace(rest.slice(0, head));
    this.#begin({ kind: 'table', rows: new Rows(this.#tree, this.#undo, this.#text, alignments.length) });
    this.#tree.beginTable(alignments, is.cells(rest.slice(head)).map(ofCell));
  }
}

const withoutMarks = text => withoutBlanksBehind(text.replace(/(?:^|[ \t]+)#+[ \t]*$/, ''));
