import DOMPurify from 'dompurify';

/** Longer blocks stay plain: colours are not worth the wait. */
const LONGEST = 60_000;

let worker = null;
let next = 0;
const waiting = new Map();

/**
 * The code with its words marked, made beside the page so that typing never waits for it.
 *
 * @returns {Promise<DocumentFragment | null>} null if the language is not known
 */
export async function highlighted(code, language) {
  if (language === '' || code.length > LONGEST) {
    return null;
  }
  const html = await new Promise(resolve => {
    const id = next++;
    waiting.set(id, resolve);
    started().postMessage({ id, code, language });
  });
  return html === null ? null : DOMPurify.sanitize(html, { ALLOWED_TAGS: ['span'], ALLOWED_ATTR: ['class'], RETURN_DOM_FRAGMENT: true });
}

function started() {
  if (worker === null) {
    worker = new Worker(new URL('./highlight-worker.js', import.meta.url));
    worker.onmessage = ({ data }) => {
      waiting.get(data.id)?.(data.html);
      waiting.delete(data.id);
    };
    worker.onerror = () => {
      waiting.forEach(resolve => resolve(null));
      waiting.clear();
    };
    worker.postMessage({ library: import.meta.resolve('highlightjs') });
  }
  return worker;
}
