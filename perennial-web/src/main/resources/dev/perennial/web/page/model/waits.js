/** Notices of what happens to a stream; they belong to the answer that it brings. */
export const OF_STREAMS = new Set([
  ...['waiting', 'queued', 'resumed', 'sent_again', 'fell_back'],
  ...['outage', 'still_out', 'back'],
]);

const WAITS = new Set(['waiting', 'queued', 'outage', 'still_out']);
const UNITS = { ms: 1, s: 1_000, m: 60_000, min: 60_000, h: 3_600_000 };

/**
 * Why nothing happens now, and until when: `waiting 1 min 12 s for input tokens`.
 *
 * @param {object} event of type `notice`
 * @returns {{text: string, until: number} | null} `until` is 0 where nobody knows
 */
export function waitIn(event) {
  if (!WAITS.has(event.code)) {
    return null;
  }
  const span = /^waiting((?: [\d.]+ ?(?:ms|min|m|s|h)\b)+)/.exec(event.text);
  const length = span ? lengthOf(span[1]) : 0;
  return { text: event.text, until: length > 0 && event.at ? Date.parse(event.at) + length : 0 };
}

function lengthOf(span) {
  return [...span.matchAll(/([\d.]+) ?(ms|min|m|s|h)/g)].reduce((all, [, n, unit]) => all + Number(n) * UNITS[unit], 0);
}
