/** What looks like a mark and is none: signs behind a backslash, code, addresses. */
const NO_MARKS = /\\[!-/:-@[-`{-~]|(`+)[\s\S]*?\1|https?:\/\/[^\s<>()[\]*`]*(?:[a-z\d/]|_(?=\)))/gi;
const MARKS = /\*+|_+|~{2,}/g;
const ELEMENTS = /<(\/?)(sub|sup|kbd)\s*>/gi;
const BLANK = /^\s?$/;
const PUNCTUATION = /[\p{P}\p{S}]/u;

/** Whether emphasis, a code span, a link or an element is open at the end. @param {string} source */
export function isOpen(source) {
  const text = source.replace(NO_MARKS, '.');
  return text.includes('`') || isLinkOpen(text) || isElementOpen(text) || isEmphasisOpen(text);
}

function isLinkOpen(text) {
  return count(text, /\[/g) !== count(text, /\]\([^)]*\)|\]/g) || /\]\([^)]*$/.test(text);
}

function isElementOpen(text) {
  const open = new Set();
  for (const [, end, name] of text.matchAll(ELEMENTS)) {
    open[end === '' ? 'add' : 'delete'](name.toLowerCase());
  }
  return open.size > 0;
}

function isEmphasisOpen(text) {
  const open = { '*': 0, _: 0, '~': 0 };
  for (const { 0: mark, index } of text.matchAll(MARKS)) {
    const { opens, closes } = flanks(mark[0], text.charAt(index - 1), text.charAt(index + mark.length));
    if (closes && open[mark[0]] > 0) {
      open[mark[0]] = Math.max(0, open[mark[0]] - mark.length);
    } else if (opens) {
      open[mark[0]] += mark.length;
    }
  }
  return Object.values(open).some(length => length > 0);
}

/** Left- and right-flanking as CommonMark calls them; within a word underscores are none. */
function flanks(sign, before, behind) {
  const left = !BLANK.test(behind) && (!PUNCTUATION.test(behind) || BLANK.test(before) || PUNCTUATION.test(before));
  const right = !BLANK.test(before) && (!PUNCTUATION.test(before) || BLANK.test(behind) || PUNCTUATION.test(behind));
  const within = sign === '_' && left && right;
  return { opens: left && !(within && !PUNCTUATION.test(before)), closes: right && !(within && !PUNCTUATION.test(behind)) };
}

function count(text, what) {
  return text.match(what)?.length ?? 0;
}
