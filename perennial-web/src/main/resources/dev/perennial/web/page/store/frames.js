/**
 * Calls `draw` once in the next animation frame however often it was asked for; in a hidden page, where there are no frames,
 * soon.
 */
export function oncePerFrame(draw) {
  let asked = false;
  const now = () => {
    asked = false;
    draw();
  };
  return () => {
    if (!asked) {
      asked = true;
      document.visibilityState === 'visible' ? requestAnimationFrame(now) : setTimeout(now, 250);
    }
  };
}
