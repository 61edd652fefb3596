/**
 * A slice is full, and another follows: the one before it may be skipped by the browser while it is off the screen. Not this one:
 * what grew in this frame was not measured yet. Only slices are measured, because the browser looks at all that it measures in
 * each frame; and one that follows is told to be a slice before anything is in it, because the browser counts all lists anew when
 * one of them turns into a scope of its own.
 *
 * @param {Element | null} full
 * @param {Element} next holds nothing yet, and is never taken back
 */
export function follow(full, next) {
  next.classList.add('slice');
  full?.classList.add('slice');
  const before = full?.previousElementSibling;
  if (before?.classList.contains('slice')) {
    before.classList.add('full');
  }
}
