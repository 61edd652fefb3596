import DOMPurify from 'dompurify';
import { Marked } from 'marked';
import { codeFigure } from './code.js';

/**
 * Markdown made into elements. What a model or a tool writes is never trusted: HTML in it is shown as the text it is, links go
 * to http, https and mailto only, and nothing is loaded from anywhere.
 */
const HARMLESS = /^<\/?(?:br|sub|sup|kbd)\s*\/?>$/i;
const LINK = /^(?:https?:|mailto:)/i;

const marked = new Marked({
  gfm: true,
  async: false,
  renderer: {
    html: ({ text }) => (HARMLESS.test(text.trim()) ? text.trim() : escaped(text)),
    image: ({ href, text }) => linked(href, escaped(text || 'image')),
    link({ href, tokens }) {
      return linked(href, this.parser.parseInline(tokens));
    },
  },
});

const purifier = DOMPurify();
purifier.addHook('afterSanitizeAttributes', node => {
  if (node.tagName === 'A') {
    node.setAttribute('target', '_blank');
    node.setAttribute('rel', 'noopener noreferrer');
  }
});

const ALLOWED = {
  ALLOWED_TAGS: [
    ...['p', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'code', 'ul', 'ol', 'li'],
    ...['em', 'strong', 'del', 'a', 'sub', 'sup', 'kbd', 'input'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  ALLOWED_ATTR: ['href', 'start', 'align', 'class', 'type', 'checked', 'disabled'],
  ALLOWED_URI_REGEXP: LINK,
  ADD_URI_SAFE_ATTR: ['start', 'align', 'class', 'type', 'checked', 'disabled'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

/**
 * @param {string} source a whole block, or several
 * @returns {DocumentFragment} where it cannot be understood, such as thousands of quotations in one another, the text as it is
 */
export function rendered(source) {
  try {
    return understood(source);
  } catch (error) {
    console.error('Markdown shown as it is', error);
    return asItIs(source);
  }
}

function asItIs(source) {
  const fragment = document.createDocumentFragment();
  const paragraph = document.createElement('p');
  paragraph.textContent = source;
  fragment.append(paragraph);
  return fragment;
}

function understood(source) {
  const fragment = purifier.sanitize(marked.parse(source), ALLOWED);
  fragment.querySelectorAll('pre').forEach(pre => pre.replaceWith(figureOf(pre)));
  fragment.querySelectorAll('table').forEach(table => framed(table));
  fragment.querySelectorAll('input').forEach(box => box.type === 'checkbox' || box.remove());
  return fragment;
}

function figureOf(pre) {
  const language = /language-(\S+)/.exec(pre.firstElementChild?.className ?? '')?.[1] ?? '';
  const figure = codeFigure(language);
  figure.code.append(pre.textContent);
  return figure.element;
}

/** Wide tables scroll by themselves. */
function framed(table) {
  const frame = document.createElement('div');
  frame.className = 'table';
  frame.tabIndex = 0;
  table.replaceWith(frame);
  frame.append(table);
}

function linked(href, text) {
  return LINK.test(href ?? '') ? `<a href="${escaped(href)}">${text}</a>` : text;
}

function escaped(text) {
  return text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);
}
