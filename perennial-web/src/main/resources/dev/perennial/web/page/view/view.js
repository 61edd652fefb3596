import { LitElement } from 'lit';

/** A component of the page. Its styles are the page's: what it shows stands in the document itself. */
export class View extends LitElement {
  createRenderRoot() {
    return this;
  }

  /** Tells those above of something. */
  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  }
}

/** Tells the app of an error that is nobody else's to show. */
export function tellProblem(element, error) {
  element.dispatchEvent(new CustomEvent('problem', { detail: error.message, bubbles: true }));
}
