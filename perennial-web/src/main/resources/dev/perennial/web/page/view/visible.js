/** Signs that are not seen and change how what is around them is read: directions of writing, and breadths of nothing. */
const UNSEEN = /[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
/** As above, without those that join letters and pictures in what people write. */
const MISLEADING = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** The text as it is, with a name in place of each sign that nobody sees: for what is to be judged. */
export const visible = text => String(text ?? '').replace(UNSEEN, nameOf);

/** The text with a name in place of what could make it look like another: for titles. */
export const honest = text => String(text ?? '').replace(MISLEADING, nameOf);

function nameOf(sign) {
  return `\u2039U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}\u203a`;
}
