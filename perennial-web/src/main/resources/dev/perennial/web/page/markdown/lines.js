/** What a line of Markdown can begin (CommonMark 0.31, GFM tables), behind its indent. */

import { withoutBlanks } from './blanks.js';

/** @returns {{level: number, text: string} | null} */
export function heading(text) {
  const found = /^(#{1,6})(?:[ \t]+|$)/.exec(text);
  return found && { level: found[1].length, text: text.slice(found[0].length) };
}

export const isRule = text => /^([-*_])(?:[ \t]*\1){2,}[ \t]*$/.test(text);

/** @returns {number} the level of the heading that the line makes of what is above it; 0 if it does not */
export const underline = text => (/^(?:=+|-+)[ \t]*$/.test(text) ? (text[0] === '=' ? 1 : 2) : 0);

/**
 * @typedef {object} Marker of a list item
 * @property {string} mark what the items of one list have in common
 * @property {number} start the number; -1 if it has none
 * @property {number} length of the marker
 * @property {string} rest what follows it
 */

/** @returns {Marker | null} */
export function listItem(text) {
  const found = /^(?:([-+*])|(\d{1,9})([.)]))(?=[ \t]|$)/.exec(text);
  return found && { mark: found[1] ?? found[3], start: Number(found[2] ?? -1), length: found[0].length, rest: text.slice(found[0].length) };
}

/** @returns {{mark: string, length: number, language: string} | null} the opening of a code block */
export function fence(text) {
  const found = /^(`{3,}|~{3,})(.*)$/.exec(text);
  if (!found || (found[1][0] === '`' && found[2].includes('`'))) {
    return null;
  }
  return { mark: found[1][0], length: found[1].length, language: withoutBlanks(found[2]).split(/[ \t]/)[0] };
}

/** Whether the line ends the code block that `open` began. */
export function closes(text, open) {
  const found = /^(`{3,}|~{3,})[ \t]*$/.exec(text);
  return found !== null && found[1][0] === open.mark && found[1].length >= open.length;
}

/** @returns {string[] | null} how the columns of a table are aligned, if the line says so */
export function alignments(text) {
  const columns = /[|:]/.test(text) && mayAlign(text) ? cells(text) : [];
  if (columns.length === 0 || !columns.every(cell => /^:?-+:?$/.test(cell))) {
    return null;
  }
  return columns.map(cell => (cell.endsWith(':') ? (cell[0] === ':' ? 'center' : 'right') : cell[0] === ':' ? 'left' : ''));
}

/** Whether there are only signs that say how columns are aligned, and perhaps what they belong to. */
export const mayAlign = text => /^[ \t>|:-]*$/.test(text);

/** @returns {number} where the cell ends that begins there; -1 if it goes on */
export function cellEnd(text, from = 0) {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '|') {
      return at;
    }
    at += text[at] === '\\' ? 1 : 0;
  }
  return -1;
}

/** The cells of a row of a table. */
export function cells(text) {
  const cells = [];
  let rest = withoutBlanks(text).replace(/^\|/, '');
  for (let end = cellEnd(rest); end >= 0; end = cellEnd(rest)) {
    cells.push(withoutBlanks(rest.slice(0, end)));
    rest = rest.slice(end + 1);
  }
  const last = withoutBlanks(rest);
  return last === '' ? cells : [...cells, last];
}

const BLOCKS =
  'address|article|aside|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure' +
  '|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|meta|nav|ol|p|pre|script|section|style' +
  '|summary|table|tbody|td|textarea|tfoot|th|thead|title|tr|ul';
const HTML = new RegExp(`^<(?:!--|/?(?:${BLOCKS})(?:[ \\t>/]|$))`, 'i');

/** Whether HTML begins that stands by itself. It is shown as the text it is, line by line. */
export const isHtml = text => HTML.test(text);

/** Whether there are only signs yet that may become anything. */
export const isUndecided = line => line.length < 200 && /^[ \t>|:=_*+#~`-]*(?:\d{1,9}[.)]?)?[ \t]*$/.test(line);
