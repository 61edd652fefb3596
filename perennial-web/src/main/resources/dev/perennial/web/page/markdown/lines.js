/** What a line of Markdown can begin (CommonMark 0.31, GFM tables). */

export const isBlank = line => /^\s*$/.test(line);

export const indentOf = line => line.length - line.trimStart().length;

export const isHeading = line => /^ {0,3}#{1,6}(?:\s|$)/.test(line);

export const isRule = line => /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/.test(line);

export const isUnderline = line => /^ {0,3}(?:=+|-+)\s*$/.test(line);

export const isQuote = line => /^ {0,3}>/.test(line);

export const isDelimiterRow = line => /^ {0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/.test(line);

/** @returns {{indent: number, kind: string, first: boolean} | null} the marker of a list item */
export function listItem(line) {
  const found = /^( *)(?:([-+*])|(\d{1,9})([.)]))(?:\s|$)/.exec(line);
  return found && { indent: found[1].length, kind: found[2] ?? found[4], first: !found[3] || found[3] === '1' };
}

/** @returns {{mark: string, length: number, indent: number, language: string} | null} the opening of a code block */
export function fence(line) {
  const found = /^((?:\s|>)*)(`{3,}|~{3,})(.*)$/.exec(line);
  if (!found || (found[2][0] === '`' && found[3].includes('`'))) {
    return null;
  }
  const language = found[3].trim().split(/\s/)[0];
  return { mark: found[2][0], length: found[2].length, indent: found[1].length, language };
}

/** Whether the line ends the code block that `open` began. */
export function closes(line, open) {
  const found = /^(?:\s|>)*(`{3,}|~{3,})\s*$/.exec(line);
  return found !== null && found[1][0] === open.mark && found[1].length >= open.length;
}

/** Whether more text could make the end of a line into the end of the code block. */
export const mayClose = (line, open) => line.trim() === '' || new RegExp(`^\\s*\\${open.mark}+\\s*$`).test(line);
