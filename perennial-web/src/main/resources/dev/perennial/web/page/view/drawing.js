/** Milliseconds that all texts together may take of a frame. */
const SHARE = 8;
const due = new Set();
let asked = false;
let typed = false;
let waited = false;

addEventListener('keydown', () => (typed = true), { capture: true, passive: true });

/**
 * Has a text drawn with the next frame, in which all texts share a few milliseconds. What the user types goes first: a frame that
 * shows a key draws no text, which would make the key late by a frame, but the one after it does.
 *
 * @param {{draw: (deadline: number) => void}} text
 */
export function drawSoon(text) {
  due.add(text);
  if (!asked) {
    asked = true;
    document.visibilityState === 'visible' ? requestAnimationFrame(frame) : setTimeout(draw, 250);
  }
}

function frame() {
  waited = typed && !waited;
  typed = false;
  waited ? requestAnimationFrame(frame) : draw();
}

function draw() {
  asked = false;
  const deadline = performance.now() + SHARE;
  for (const text of [...due]) {
    if (performance.now() > deadline) {
      break;
    }
    due.delete(text);
    drawOne(text, deadline);
  }
  if (due.size > 0) {
    drawSoon(due.values().next().value);
  }
}

/** A text that cannot be shown keeps no other from it. */
function drawOne(text, deadline) {
  try {
    text.draw(deadline);
  } catch (error) {
    console.error('a text that cannot be shown', error);
  }
}
