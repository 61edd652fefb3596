/** How fast an answer is written: characters per second over the last few seconds. */
const WINDOW = 3_000;

export class Speed {
  /** @type {{at: number, characters: number}[]} */
  #samples = [];

  /**
   * @param {number} characters received so far
   * @param {number} at in milliseconds
   * @param {boolean} live whether they arrived now, and are not of the past
   */
  received(characters, at, live) {
    if (!live) {
      this.#samples = [{ at, characters }];
      return;
    }
    this.#samples.push({ at, characters });
    while (this.#samples.length > 2 && at - this.#samples[1].at > WINDOW) {
      this.#samples.shift();
    }
  }

  /** @returns {number} characters per second; 0 while nothing arrives */
  perSecond(at) {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || at - last.at > WINDOW) {
      return 0;
    }
    const span = Math.max(at - first.at, 250);
    return ((last.characters - first.characters) / span) * 1000;
  }
}
