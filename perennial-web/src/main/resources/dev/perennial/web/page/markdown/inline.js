/** Whether no emphasis, code span or link is open at the end. @param {string} source */
export function isBalanced(source) {
  const outside = source.replace(/(`+)[\s\S]*?\1/g, '');
  return (
    !outside.includes('`') &&
    count(outside, /\*/g) % 2 === 0 &&
    count(outside, /~~/g) % 2 === 0 &&
    count(outside, /\[/g) === count(outside, /\]\([^)]*\)|\]/g) &&
    !/\]\([^)]*$/.test(outside)
  );
}

/**
 * The text with what is open at its end closed, so that what is being written looks at once as it will.
 *
 * @param {string} source an unfinished block
 */
export function closed(source) {
  const from = source.lastIndexOf('\n') + 1;
  const line = source.slice(from);
  if (/^\s*(?:`{3,}|~{3,})/.test(line)) {
    return source;
  }
  return source.slice(0, from) + closedLine(line);
}

function closedLine(line) {
  const ticks = line.match(/`+/g) ?? [];
  if (ticks.length % 2 === 1) {
    const last = ticks.at(-1);
    return line.endsWith(last) ? line.slice(0, -last.length) : line + last;
  }
  const link = /!?\[([^\]]*)(?:\]\([^)]*)?$/.exec(line);
  const text = link && !/^\s*[-*+] \[[ xX]?$/.test(line) ? line.slice(0, link.index) + link[1] : line;
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
