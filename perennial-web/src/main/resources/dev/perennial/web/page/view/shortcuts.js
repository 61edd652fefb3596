import { letters } from './letters.js';

/** Keys that do something wherever the keyboard is, unless one is writing. */
export class Shortcuts {
  #app;

  /** @param {import('../app.js').PerennialApp} app */
  constructor(app) {
    this.#app = app;
    addEventListener('keydown', this.#pressed);
  }

  close() {
    removeEventListener('keydown', this.#pressed);
  }

  #pressed = event => {
    if (isForOthers(event)) {
      return;
    }
    if (event.key === 'Escape') {
      this.#escape(event.target);
    } else if (!isWriting(event.target) && (event.key.length > 1 || letters())) {
      const what = this.#keys[event.key];
      if (what) {
        event.preventDefault();
        what(event.target);
      }
    }
  };

  /** Closes the list on a phone, else stops the run; never from a field that is there for something else. */
  #escape(target) {
    if (this.#app.listOpen) {
      this.#app.listOpen = false;
    } else if (!isWriting(target) || target.closest('session-composer')) {
      void this.#composer()?.stop();
    }
  }

  #keys = {
    n: () => this.#app.open(''),
    '/': () => this.#composer()?.focusInput(),
    s: () => this.#search(),
    p: () => document.querySelector('permission-question')?.focusQuestion(),
    // Only who looks at the question answers it.
    y: target => target.closest?.('permission-question')?.allowOnce(),
    e: () => this.#app.tell('choose-tab', this.#app.tab === 'exchanges' ? 'conversation' : 'exchanges'),
    ',': () => this.#app.tell('open-settings'),
    '?': () => this.#app.tell('open-shortcuts'),
    End: () => document.querySelector('session-conversation')?.toEnd(),
  };

  #composer() {
    return document.querySelector('session-composer');
  }

  #search() {
    this.#app.listOpen = matchMedia('(max-width: 760px)').matches;
    document.querySelector('session-list')?.focusSearch();
  }
}

function isForOthers(event) {
  const held = event.ctrlKey || event.metaKey || event.altKey;
  return event.defaultPrevented || event.isComposing || held || document.querySelector('dialog[open]') !== null;
}

function isWriting(target) {
  return target.matches?.('input, textarea, select, [contenteditable]') ?? false;
}
