/** What the browser keeps for this page as JSON; where it keeps nothing for anybody, all is as if never kept. */
class Kept {
  #storage;

  /** @param {() => Storage} storage even to look at it may be forbidden */
  constructor(storage) {
    this.#storage = storage;
  }

  read(key, otherwise) {
    try {
      return JSON.parse(this.#storage().getItem(key)) ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  write(key, value) {
    try {
      this.#storage().setItem(key, JSON.stringify(value));
    } catch {
      // Full or forbidden: it is only missed later.
    }
  }

  /** Forgets all whose key begins so. */
  forget(beginning) {
    try {
      const storage = this.#storage();
      Object.keys(storage)
        .filter(key => key.startsWith(beginning))
        .forEach(key => storage.removeItem(key));
    } catch {
      // Nothing was kept.
    }
  }
}

/** For all tabs, until it is forgotten. */
export const lasting = new Kept(() => localStorage);

/** For this tab, also when it is loaded again. */
export const ofThisTab = new Kept(() => sessionStorage);
