/* Blanks as CommonMark knows them: space and tab. What else looks like one, such as the wide blank of Chinese text, is text. */

export const withoutBlanksBefore = text => text.replace(/^[ \t]+/, '');

/** Not by a pattern, which looks again and again at blanks that are not the last ones. */
export function withoutBlanksBehind(text) {
  let end = text.length;
  while (end > 0 && ' \t\n'.includes(text[end - 1])) {
    end--;
  }
  return text.slice(0, end);
}

export const withoutBlanks = text => withoutBlanksBehind(withoutBlanksBefore(text));
