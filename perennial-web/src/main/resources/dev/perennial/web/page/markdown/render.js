import { getDefaults, Lexer } from 'marked';

/**
 * Text with its emphasis, code and links, made into elements. What a model or a tool writes is never trusted: nothing of it is
 * given to the browser as HTML, links go to http, https and mailto only, and nothing is loaded from anywhere.
 */
const OPTIONS = { ...getDefaults(), gfm: true };
const PLAIN = /^[^\\`*_~[\]<&!@]*$/;
const ADDRESS = /https?:|ftp:|www\.| {2}\n/i;
const LINK = /^(?:https?:|mailto:)/i;
const HARMLESS = /^<(\/?)(sub|sup|kbd)\s*>$/i;
const BREAK = /^<br\s*\/?>$/i;

/**
 * @typedef {Record<string, {href: string, title: string}>} Links that were defined, by their names. Without a prototype: `constructor`
 * names nothing that was not defined.
 */

/** @returns {Links} none yet */
export const noLinks = () => Object.create(null);

/**
 * @param {string} source
 * @param {Links} links
 * @returns {Node[]}
 */
export function rendered(source, links) {
  if (PLAIN.test(source) && !ADDRESS.test(source)) {
    return [document.createTextNode(source)];
  }
  try {
    return nodes(tokens(source, links));
  } catch (error) {
    console.error('Markdown shown as it is', error);
    return [document.createTextNode(source)];
  }
}

/** Whether a definition that comes later may change what it looks like. */
export const mayRefer = source => /\](?!\()/.test(source);

/** @returns {Links} those of the links that the text names: the lexer looks at each, whatever it reads */
export function named(source, links) {
  const names = source.match(/\[(?:\\[^]|[^[\]\\])+(?=\])/g) ?? [];
  const found = names.map(name => name.slice(1).toLowerCase().replace(/\s+/g, ' ')).filter(name => Object.hasOwn(links, name));
  return Object.assign(noLinks(), Object.fromEntries(found.map(name => [name, links[name]])));
}

function tokens(source, links) {
  const lexer = new Lexer(OPTIONS);
  lexer.tokens.links = mayRefer(source) ? named(source, links) : noLinks();
  return lexer.inlineTokens(source);
}

/** @param {boolean} inLink whether a link goes around them: there is none in another @returns {Node[]} */
function nodes(tokens, inLink = false) {
  const made = [];
  for (let i = 0; i < tokens.length; i++) {
    const end = tokens[i].type === 'html' ? endOf(tokens, i) : -1;
    if (end > i) {
      made.push(element(HARMLESS.exec(tokens[i].text)[2].toLowerCase(), nodes(tokens.slice(i + 1, end), inLink)));
      i = end;
    } else {
      made.push(node(tokens[i], inLink));
    }
  }
  return made;
}

/** @returns {number} where the harmless element ends that begins there; -1 if none does */
function endOf(tokens, begin) {
  const opening = HARMLESS.exec(tokens[begin].text);
  if (!opening || opening[1] !== '') {
    return -1;
  }
  return tokens.findIndex((token, i) => {
    const closing = i > begin && token.type === 'html' ? HARMLESS.exec(token.text) : null;
    return closing?.[1] === '/' && closing[2].toLowerCase() === opening[2].toLowerCase();
  });
}

function node(token, inLink) {
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return element(token.type, nodes(token.tokens, inLink));
    case 'codespan':
      return element('code', [token.text]);
    case 'br':
      return document.createElement('br');
    case 'link':
      return linked(token.href, nodes(token.tokens, true), inLink);
    case 'image':
      return linked(token.href, [token.text || 'image'], inLink);
    case 'html':
      return BREAK.test(token.text) ? document.createElement('br') : document.createTextNode(token.text);
    default:
      return document.createTextNode(token.type === 'text' ? decoded(token.text) : token.text);
  }
}

function element(name, content) {
  const element = document.createElement(name);
  element.append(...content);
  return element;
}

function linked(href, content, inLink) {
  const address = encoded(href);
  if (inLink || !LINK.test(address)) {
    return element('span', content);
  }
  const link = element('a', content);
  link.href = address;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  return link;
}

function encoded(href) {
  try {
    return encodeURI(decoded(href ?? '')).replace(/%25/g, '%');
  } catch {
    return '';
  }
}

const area = document.createElement('textarea');

/** Names of signs, such as &amp;nbsp;, as the signs. A text area holds text and nothing else. */
function decoded(text) {
  return text.replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi, name => {
    area.innerHTML = name;
    return area.value;
  });
}
