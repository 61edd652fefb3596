/**
 * A text that is told in pieces, perhaps several times from its beginning, and is shown once: as `Passage` does it for the
 * terminal. Pieces are kept apart, so that whoever shows them need only look at the new ones.
 */
export class Passage {
  /** @type {string[]} what is shown, in order */
  #pieces = [];
  /** How often what was shown turned out not to be the text, and began anew. */
  generation = 0;
  /** Characters in all pieces. */
  length = 0;
  /** `#pieces` in one, as of when somebody asked. */
  #joined = '';
  /** Characters that were told again since the text last began; no more than `length`. */
  #told = 0;

  /** The text is told from its beginning. */
  begin() {
    this.#told = 0;
  }

  /** The text goes on. @param {string} piece */
  add(piece) {
    if (piece === '') {
      return;
    }
    if (this.#told === this.length) {
      this.#push(piece);
      return;
    }
    const known = Math.min(piece.length, this.length - this.#told);
    const shown = this.text();
    if (shown.startsWith(piece.slice(0, known), this.#told)) {
      this.#told += known;
      this.#push(piece.slice(known));
    } else {
      this.#replace(shown.slice(0, this.#told) + piece);
    }
  }

  /** The text is whole. @param {string} text */
  whole(text) {
    this.begin();
    if (text.length < this.length) {
      this.#replace(text);
    } else {
      this.add(text);
    }
    // Thousands of short pieces take many times the room of one.
    this.#pieces = [this.text()];
  }

  /** @returns {string[]} what is behind so many characters. @param {number} length */
  behind(length) {
    const pieces = [];
    let at = this.length;
    for (let i = this.#pieces.length - 1; at > length; i--) {
      const piece = this.#pieces[i];
      at -= piece.length;
      pieces.push(at < length ? piece.slice(length - at) : piece);
    }
    return pieces.reverse();
  }

  /** All that is shown. */
  text() {
    if (this.#joined.length !== this.length) {
      this.#joined = this.#pieces.join('');
    }
    return this.#joined;
  }

  #push(piece) {
    if (piece !== '') {
      this.#pieces.push(piece);
      this.length += piece.length;
      this.#told = this.length;
    }
  }

  #replace(text) {
    this.#pieces = [text];
    this.#joined = text;
    this.length = text.length;
    this.#told = this.length;
    this.generation++;
  }
}
