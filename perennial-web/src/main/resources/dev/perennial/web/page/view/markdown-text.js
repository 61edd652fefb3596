import { drawSoon } from './drawing.js';
import { View } from './view.js';
import { MarkdownStream } from '../markdown/stream.js';

/** A text that grows, shown as Markdown. */
export class MarkdownText extends View {
  static properties = {
    /** @type {import('../model/response.js').Passages} */
    block: { attribute: false },
  };

  #stream = null;
  #passage = null;
  #generation = 0;
  #shown = 0;
  #ended = false;

  createRenderRoot() {
    return this;
  }

  /** Nothing of it is a template: the stream owns the elements. */
  render() {}

  willUpdate() {
    const { passage, open } = this.block;
    if (this.#stream === null || passage !== this.#passage || passage.generation !== this.#generation || (this.#ended && open)) {
      this.replaceChildren();
      this.#stream = new MarkdownStream(this);
      this.#passage = passage;
      this.#generation = passage.generation;
      this.#shown = 0;
      this.#ended = false;
    }
    passage.behind(this.#shown).forEach(piece => this.#stream.add(piece));
    this.#shown = passage.length;
    if (!open && !this.#ended) {
      this.#stream.end();
      this.#ended = true;
    }
    this.classList.add('md');
    this.classList.toggle('growing', open);
    drawSoon(this);
  }

  /** Shows what there is time for. */
  draw(deadline) {
    if (!this.#stream.draw(deadline)) {
      drawSoon(this);
    }
  }
}

customElements.define('markdown-text', MarkdownText);
