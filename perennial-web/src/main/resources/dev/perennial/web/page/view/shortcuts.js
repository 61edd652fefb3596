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
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) {
      return;
    }
    if (event.key === 'Escape') {
      void this.#composer()?.stop();
    } else if (!isWriting(event.target)) {
      const what = this.#keys[event.key];
      if (what) {
        event.preventDefault();
        what();
      }
    }
  };

  #keys = {
    n: () => this.#app.open(''),
    '/': () => this.#composer()?.focusInput(),
    s: () => this.#search(),
    y: () => document.querySelector('permission-question button.primary')?.click(),
    e: () => this.#app.tell('choose-tab', this.#app.tab === 'exchanges' ? 'conversation' : 'exchanges'),
    ',': () => this.#app.tell('open-settings'),
    '?': () => this.#app.tell('open-shortcuts'),
    End: () => document.querySelector('session-conversation')?.toEnd(),
  };

  #composer() {
    return document.querySelector('session-composer');
  }

  #search() {
    this.#app.listOpen = true;
    document.querySelector('session-list')?.focusSearch();
  }
}

function isWriting(target) {
  return target.matches?.('input, textarea, select, [contenteditable]') ?? false;
}
