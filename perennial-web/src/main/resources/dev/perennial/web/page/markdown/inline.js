import { isOpen } from './open-marks.js';

/** Text is cut where nothing is open once it has this many characters … */
const ROOMY = 2_000;
/** … which is tried again after so many … */
const STEP = 200;
/** … and beyond this anywhere. */
const FULL = 8_000;

/**
 * Where long text can be cut: between two words, where no emphasis, code, link or element is open, and not in the last line while that
 * may be the head of a table. Where that is does not depend on how much more of the text there is; only when it is told does.
 *
 * @param {number} tried up to where it was tried before
 * @returns {{at: number, tried: number}} 0 if nowhere yet
 */
export function cutPlace(text, tried) {
  let from = Math.max(ROOMY, tried);
  for (; from < Math.min(text.length, FULL); from += STEP) {
    const at = gap(text, from);
    if (at < 0 || mayBeHead(text, at)) {
      break;
    }
    if (!isOpen(text.slice(0, at))) {
      return { at, tried: 0 };
    }
  }
  return { at: text.length > FULL ? lastGap(text) : 0, tried: from };
}

/** Whether the text is cut there within its last line, or before it has one, and that may be the head of a table. */
function mayBeHead(text, at) {
  const line = text.lastIndexOf('\n') + 1;
  return at > line && text.length <= FULL && (text.length - line <= ROOMY || text.slice(line, line + ROOMY).includes('|'));
}

/** Behind the next blank between two words; -1 if there is none. */
function gap(text, from) {
  const blank = /[^\s\\][ \n](?=\S)/g;
  blank.lastIndex = from;
  const found = blank.exec(text);
  return found && found.index < FULL ? found.index + 2 : -1;
}

function lastGap(text) {
  const at = text.lastIndexOf(' ', FULL - 1) + 1;
  const half = /[\ud800-\udbff]/.test(text[FULL - 1]) ? FULL - 1 : FULL;
  return at > ROOMY ? at : half;
}

/**
 * The text with what is open at its end closed, so that what is being written looks at once as it will.
 *
 * @param {string} source unfinished text
 */
export function closed(source) {
  const from = source.lastIndexOf('\n') + 1;
  return source.slice(0, from) + closedLine(source.slice(from));
}

function closedLine(line) {
  const ticks = line.match(/`+/g) ?? [];
  if (ticks.length % 2 === 1) {
    const last = ticks.at(-1);
    return line.endsWith(last) ? line.slice(0, -last.length) : line + last;
  }
  const link = /!?\[([^\]]*)(?:\]\([^)]*)?$/.exec(line);
  const text = link && !/^\[[ xX]?$/.test(line) ? line.slice(0, link.index) + link[1] : line;
  return ['**', '~~'].reduce(closedMark, text);
}

function closedMark(text, mark) {
  if (count(text.replace(/`[^`]*`/g, ''), mark === '**' ? /\*\*/g : /~~/g) % 2 === 0) {
    return text;
  }
  return text.endsWith(mark) ? text.slice(0, -2) : text.trimEnd() + mark;
}

function count(text, what) {
  return text.match(what)?.length ?? 0;
}
