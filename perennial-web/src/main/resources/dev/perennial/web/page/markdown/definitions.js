import { Lexer } from 'marked';

const DEFINITION = Lexer.rules.block.gfm.def;
/** What may become one. */
const BEGUN = /^\[[^\]]*(?:\](?:$|:\s*\S*(?:\s+["'(][^\n]*)?$))/;

/**
 * The definitions of links at the beginning of a paragraph.
 *
 * @returns {{found: {tag: string, href: string, title: string}[], rest: string}} and what follows them
 */
export function definitions(text) {
  const found = [];
  let rest = text;
  for (let one = DEFINITION.exec(rest); one !== null; one = DEFINITION.exec(rest)) {
    found.push({ tag: one[1].toLowerCase().replace(/\s+/g, ' '), href: one[2].replace(/^<(.*)>$/, '$1'), title: one[3]?.slice(1, -1) ?? '' });
    rest = rest.slice(one[0].length);
  }
  return { found, rest };
}

/** What is to be shown of a paragraph that is being written. */
export function shownOf(text) {
  const rest = text.startsWith('[') ? definitions(text).rest : text;
  return BEGUN.test(rest) ? '' : rest;
}
