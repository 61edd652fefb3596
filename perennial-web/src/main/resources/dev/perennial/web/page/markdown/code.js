import { highlighted } from './highlight.js';

/** Lines that are laid out together; a line that is added lays out only its own. */
const TOGETHER = 48;

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

  constructor(code, language) {
    this.#code = code;
    this.#language = language;
  }

  /** @param {string} text */
  append(text) {
    let from = 0;
    while (from < text.length) {
      if (this.#group === null || this.#lines >= TOGETHER) {
        this.#begin();
      }
      const end = this.#endOfGroup(text, from);
      this.#group.append(text.slice(from, end));
      from = end;
    }
  }

  /** The block is whole. */
  async end() {
    const spans = await highlighted(this.#code.textContent, this.#language);
    if (spans) {
      this.#code.replaceChildren(spans);
    }
  }

  #begin() {
    this.#group = document.createElement('span');
    this.#group.className = 'lines';
    this.#code.append(this.#group);
    this.#lines = 0;
  }

  #endOfGroup(text, from) {
    let end = from;
    while (this.#lines < TOGETHER) {
      const next = text.indexOf('\n', end);
      if (next < 0) {
        return text.length;
      }
      end = next + 1;
      this.#lines++;
    }
    return end;
  }
}
