import { codeFigure } from './code.js';
import { highlighted } from './highlight.js';
import { closed } from './inline.js';
import { appendInline, appendItems, appendQuote, appendRows } from './joins.js';
import { rendered } from './render.js';
import { MarkdownSplitter } from './splitter.js';

/** Blocks that are laid out together, and skipped together while they are off the screen. */
const TOGETHER = 12;
/** How many characters are made into elements at a time, so that a frame stays short. */
const AT_A_TIME = 6_000;

/**
 * Shows Markdown in an element while it is being written. Finished blocks are made once and left alone; only the open one, which
 * is of bounded size, is made again.
 */
export class MarkdownStream {
  #root;
  #splitter = new MarkdownSplitter(this);
  #section = null;
  #tail = [];
  #last = null;
  #figure = null;
  #waiting = [];
  #taken = 0;
  #ended = false;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
  }

  /** @param {string} text the next piece; shown by {@link draw} */
  add(text) {
    for (let from = 0; from < text.length; from += AT_A_TIME) {
      this.#waiting.push(text.slice(from, from + AT_A_TIME));
    }
  }

  /** There is no more. */
  end() {
    this.#ended = true;
  }

  /**
   * Shows what was added, as far as there is time.
   *
   * @param {number} deadline as `performance.now()` counts
   * @returns {boolean} whether all is shown
   */
  draw(deadline) {
    if (this.#waiting.length === 0 && !this.#ended) {
      return true;
    }
    this.#dropTail();
    do {
      this.#next();
    } while (this.#taken < this.#waiting.length && performance.now() < deadline);
    const done = this.#taken === this.#waiting.length;
    if (done) {
      this.#waiting = [];
      this.#taken = 0;
    }
    if (done && this.#ended) {
      this.#splitter.end();
    } else {
      this.#drawTail();
    }
    return done;
  }

  /** A piece that fails is not tried again. */
  #next() {
    if (this.#taken < this.#waiting.length) {
      this.#splitter.add(this.#waiting[this.#taken++]);
    }
  }

  /** Called by the splitter. */
  whole(source, join) {
    this.#append(rendered(source), join, true);
  }

  /** Called by the splitter. */
  code(language) {
    this.#figure = codeFigure(language);
    this.#place(this.#figure.element);
  }

  /** Called by the splitter. */
  codeText(text) {
    this.#figure ??= this.#lastFigure();
    this.#figure.code.append(text);
  }

  /** Called by the splitter. */
  codeEnd() {
    this.#figure?.code.end();
    this.#figure = null;
  }

  /** A code block inside a list went on beyond its part. */
  #lastFigure() {
    const figure = codeFigure('');
    this.#place(figure.element);
    return figure;
  }

  #append(fragment, join, finished) {
    const nodes = [...fragment.childNodes].filter(node => node.nodeType === Node.ELEMENT_NODE);
    const joined = joins[join]?.(this.#last, nodes, finished);
    if (joined) {
      return joined;
    }
    nodes.forEach(node => this.#place(node));
    if (finished) {
      colourCode(nodes);
    }
    return nodes;
  }

  #drawTail() {
    const { source, join } = this.#splitter.tail;
    if (source.trim() !== '') {
      const before = this.#last;
      this.#tail = this.#append(rendered(closed(source)), join, false);
      this.#last = before;
    }
  }

  #dropTail() {
    this.#tail.forEach(node => node.remove());
    this.#tail = [];
  }

  #place(node) {
    if (this.#section === null || this.#section.childElementCount >= TOGETHER) {
      this.#section = document.createElement('section');
      this.#root.append(this.#section);
    }
    this.#section.append(node);
    this.#last = node;
  }
}

const joins = { list: appendItems, table: appendRows, inline: appendInline, quote: appendQuote };

function colourCode(nodes) {
  for (const figure of nodes.flatMap(node => [node, ...node.querySelectorAll('figure.code')])) {
    if (figure.matches('figure.code')) {
      void colour(figure);
    }
  }
}

async function colour(figure) {
  const code = figure.querySelector('code');
  const spans = await highlighted(code.textContent, figure.dataset.language);
  if (spans) {
    code.replaceChildren(spans);
  }
}
