/**
 * A slice is full, and another follows: the one before it may be skipped by the browser while it is off the screen. Not this one:
 * what grew in this frame was not measured yet.
 *
 * @param {Element | null} slice
 */
export function leaveBehind(slice) {
  const before = slice?.previousElementSibling;
  if (before && before.tagName === slice.tagName) {
    before.classList.add('full');
  }
}
