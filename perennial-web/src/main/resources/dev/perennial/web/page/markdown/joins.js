/**
 * How a part goes on with the one before, which was cut because it grew too long. Each takes the last element that was shown
 * and the new ones, and answers with the nodes that were added, or null if they do not fit and stand by themselves. What is not finished is taken
 * away again.
 *
 * @typedef {(last: Element | null, nodes: Element[], finished: boolean) => Node[] | null} Join
 */

/** Longer ones go on in a new element, because the browser lays out an element as a whole. */
const LONGEST_PARAGRAPH = 6_000;
const MOST_ITEMS = 60;
const MOST_ROWS = 40;

/** @type {Join} more items of the list */
export function appendItems(last, nodes) {
  const [list, ...others] = nodes;
  const place = last?.matches('ul, ol') ? last : null;
  if (!place || list?.tagName !== place.tagName || others.length > 0) {
    return null;
  }
  if (place.childElementCount >= MOST_ITEMS) {
    list.classList.add('joined');
    return null;
  }
  const items = [...list.children];
  place.append(...items);
  return items;
}

/** @type {Join} more of the quotation */
export function appendQuote(last, nodes) {
  if (!last?.matches('blockquote') || nodes.length !== 1 || !nodes[0].matches('blockquote')) {
    return null;
  }
  const children = [...nodes[0].childNodes];
  last.append(...children);
  return children;
}

/** @type {Join} more rows of the table */
export function appendRows(last, nodes) {
  const rows = [...(nodes[0]?.querySelectorAll('tbody > tr') ?? [])];
  if (!last?.matches('.table') || rows.length === 0) {
    return null;
  }
  const body = last.lastElementChild.tBodies[0];
  if (body.rows.length < MOST_ROWS) {
    body.append(...rows);
    return rows;
  }
  const next = nodes[0].firstElementChild;
  freeze(last.firstElementChild, next);
  last.append(next);
  return [next];
}

/** A table that is long enough keeps its columns, and goes on in another with the same. */
function freeze(first, next) {
  const widths = [...first.rows[0].cells].map(cell => cell.getBoundingClientRect().width);
  next.tHead?.classList.add('repeated');
  for (const table of [first, next]) {
    table.classList.add('fixed');
    [...table.rows[0].cells].forEach((cell, i) => (cell.style.width = `${widths[i]}px`));
  }
}

/** @type {Join} more of the last line */
export function appendInline(last, nodes, finished) {
  const place = lineIn(last);
  if (!place || nodes.length !== 1 || nodes[0].tagName !== 'P') {
    return null;
  }
  const length = Number(place.dataset.length ?? place.textContent.length);
  if (length > LONGEST_PARAGRAPH) {
    nodes[0].classList.add('joined');
    return null;
  }
  if (finished) {
    place.dataset.length = String(length + nodes[0].textContent.length);
  }
  const children = [document.createTextNode(' '), ...nodes[0].childNodes];
  place.append(...children);
  return children;
}

/** The last line of text in an element. */
function lineIn(element) {
  let place = element;
  while (place?.lastElementChild?.matches('ul, ol, li, p, blockquote')) {
    place = place.lastElementChild;
  }
  return place?.matches('p, li') ? place : null;
}
