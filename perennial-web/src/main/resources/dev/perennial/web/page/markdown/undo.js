/** Remembers, while something is only tried, how to take it back. */
export class Undo {
  /** @type {(() => void)[] | null} */
  #steps = null;

  /** Whether what happens now will be taken back. */
  get trying() {
    return this.#steps !== null;
  }

  begin() {
    this.#steps = [];
  }

  /** All is as it was at the beginning. */
  back() {
    const steps = this.#steps ?? [];
    this.#steps = null;
    steps.reverse().forEach(step => step());
  }

  /** @param {() => void} step takes back what was just done */
  did(step) {
    this.#steps?.push(step);
  }

  set(object, key, value) {
    const before = object[key];
    this.did(() => (object[key] = before));
    object[key] = value;
  }
}
