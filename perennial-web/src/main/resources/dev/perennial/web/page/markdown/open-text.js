import { cutPlace } from './inline.js';

/** Text that grows: what is finished of it is told, and the rest stays short. */
export class OpenText {
  #undo;
  #state = { text: '', cut: false, torn: false, tried: 0 };

  constructor(undo) {
    this.#undo = undo;
  }

  /** What is not told yet. */
  get rest() {
    return this.#state.text;
  }

  /** Whether some of it was told. */
  get cut() {
    return this.#state.cut;
  }

  /** Its last line; null if some of that was told. */
  get lastLine() {
    const begin = this.rest.lastIndexOf('\n') + 1;
    return begin === 0 && this.#state.torn ? null : this.rest.slice(begin);
  }

  /** Another text begins. */
  begin(text = '') {
    this.replace(text);
    this.#undo.set(this.#state, 'cut', false);
    this.#undo.set(this.#state, 'torn', false);
    this.#undo.set(this.#state, 'tried', 0);
  }

  /** @param {string} text is not told yet, in place of what was not */
  replace(text) {
    this.#undo.set(this.#state, 'text', text);
  }

  /**
   * @param {string} text more of it
   * @param {(finished: string) => void} tell
   */
  grow(text, tell) {
    this.replace(this.rest + text);
    for (;;) {
      const { at, tried } = cutPlace(this.rest, this.#state.tried);
      this.#undo.set(this.#state, 'tried', tried);
      if (at === 0) {
        return;
      }
      const finished = this.rest.slice(0, at);
      this.replace(this.rest.slice(at));
      tell(finished);
      this.#undo.set(this.#state, 'cut', true);
      this.#undo.set(this.#state, 'torn', !finished.endsWith('\n'));
    }
  }
}
