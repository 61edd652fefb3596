import { View } from './view.js';
import { MarkdownStream } from '../markdown/stream.js';

/** Milliseconds that all texts together may take of a frame. */
const SHARE = 8;
const due = new Set();
let asked = false;

function drawSoon(text) {
  due.add(text);
  if (!asked) {
    asked = true;
    document.visibilityState === 'visible' ? requestAnimationFrame(draw) : setTimeout(draw, 250);
  }
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
