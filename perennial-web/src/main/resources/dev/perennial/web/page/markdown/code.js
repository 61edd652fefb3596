import { highlighted } from './highlight.js';

/** Lines that are laid out together; a line that is added lays out only its own. */
const TOGETHER = 48;
/** A longer line is laid out in several pieces. */
const LONGEST = 2_000;

/**
 * A code block with its language and a button that copies it.
 *
 * @returns {{element: HTMLElement, code: CodeText}}
 */
export function codeFigure(language) {
  const element = document.createElement('figure');
  element.className = 'code';
  element.dataset.language = language;
  const pre = document.createElement('pre');
  pre.tabIndex = 0;
  pre.setAttribute('aria-label', language ? `Code, ${language}` : 'Code');
  const code = document.createElement('code');
  pre.append(code);
  element.append(caption(language, code), pre);
  return { element, code: new CodeText(code, language) };
}

function caption(language, code) {
  const caption = document.createElement('figcaption');
  const name = document.createElement('span');
  name.textContent = language || 'text';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.addEventListener('click', () => copy(code, button));
  caption.append(name, button);
  return caption;
}

async function copy(code, button) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = 'Copied';
  } catch {
    button.textContent = copySelected(code) ? 'Copied' : 'Press Ctrl C';
  }
  setTimeout(() => (button.textContent = 'Copy'), 1_500);
}

/** The old way, for pages over plain http, which have no clipboard. What is selected stays so, for whoever copies by hand. */
function copySelected(code) {
  getSelection().selectAllChildren(code);
  return document.execCommand('copy');
}

/** The growing text of a code block. */
export class CodeText {
  #code;
  #language;
  #group = null;
  #lines = 0;
  /** What a long line goes on in, and how long that is. */
  #stretch = null;
  #length = 0;

  constructor(code, language) {
    this.#code = code;
    this.#language = language;
  }

  /** @param {string} text */
  append(text) {
    let from = 0;
    while (from < text.length) {
      const end = text.indexOf('\n', from) + 1 || text.length;
      this.#appendToLine(text.slice(from, end));
      from = end;
    }
  }

  /** Shows text that is not finished. @returns {Node} to be removed before there is more */
  hint(text) {
    const node = document.createTextNode(text);
    (this.#stretch ?? this.#group ?? this.#code).append(node);
    return node;
  }

  /** The block is whole. */
  async end() {
    const spans = await highlighted(this.#code.textContent, this.#language);
    if (spans) {
      this.#code.replaceChildren(spans);
    }
  }

  /** @param {string} text of one line, perhaps with its end */
  #appendToLine(text) {
    if (this.#group === null || this.#lines >= TOGETHER) {
      this.#begin();
    }
    if (this.#length > LONGEST) {
      this.#stretch = span('stretch');
      this.#group.append(this.#stretch);
      this.#length = 0;
    }
    (this.#stretch ?? this.#group).append(text);
    this.#length += text.length;
    if (text.endsWith('\n')) {
      this.#lines += this.#stretch === null ? 1 : TOGETHER;
      this.#stretch = null;
      this.#length = 0;
    }
  }

  #begin() {
    this.#group = span('lines');
    this.#code.append(this.#group);
    this.#lines = 0;
  }
}

function span(name) {
  const span = document.createElement('span');
  span.className = name;
  return span;
}
