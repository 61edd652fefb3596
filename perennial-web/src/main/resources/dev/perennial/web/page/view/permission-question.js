import { html, nothing } from 'lit';
import { api } from '../net/api.js';
import { preview } from './diff.js';
import { icons } from './icons.js';
import { toolQuestion } from './tool-names.js';
import { tellProblem, View } from './view.js';
import { visible } from './visible.js';

/** A question whether a call may be made, with what it would do. */
export class PermissionQuestionView extends View {
  static properties = {
    /** @type {import('../model/tool.js').Call} */
    call: { attribute: false },
    session: {},
    sent: { state: true },
    refusing: { state: true },
  };

  render() {
    const { question } = this.call;
    const rules = question.rules ?? [];
    return html`<div class="permission" role="group" aria-label="Permission asked" tabindex="-1">
      <header>${icons.warn}<strong>${visible(toolQuestion(question.name))}</strong><span>${visible(question.reason)}</span></header>
      ${preview(question.preview)}
      ${rules.length > 0 ? html`<p class="rules">To be remembered: ${visible(rules.join(', '))}</p>` : nothing}
      ${this.refusing ? this.#reason() : this.#answers(rules)}
    </div>`;
  }

  #answers(rules) {
    const remember = rules.length > 0;
    return html`<footer>
      <button class="primary" ?disabled=${this.sent} @click=${() => this.#give('once')}>Allow once</button>
      ${remember
        ? html`<button ?disabled=${this.sent} @click=${() => this.#give('session')}>Allow in this session</button>
            <button ?disabled=${this.sent} @click=${() => this.#give('always')}>Always in this folder</button>`
        : nothing}
      <button class="danger" ?disabled=${this.sent} @click=${() => (this.refusing = true)}>No …</button>
    </footer>`;
  }

  #reason() {
    return html`<footer>
      <input
        aria-label="Why not, or what to do instead"
        placeholder="Why not, or what to do instead (optional)"
        @keydown=${this.#keyed}
      />
      <button class="primary" ?disabled=${this.sent} @click=${this.#refuse}>Do not allow</button>
      <button class="quiet" @click=${() => (this.refusing = false)}>Back</button>
    </footer>`;
  }

  /** Another question is another decision, also about the same call. */
  willUpdate(changed) {
    if (changed.has('call') && changed.get('call')?.question !== this.call.question) {
      this.sent = false;
      this.refusing = false;
    }
  }

  /** Takes the keyboard. */
  focusQuestion() {
    this.querySelector('.permission').focus();
  }

  /** Allows this one call, unless the user is about to refuse it. */
  allowOnce() {
    if (!this.refusing) {
      void this.#give('once');
    }
  }

  #keyed = event => {
    if (event.isComposing) {
      return;
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      void this.#give('no', event.target.value);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.refusing = false;
      void this.updateComplete.then(() => this.focusQuestion());
    }
  };

  updated(changed) {
    if (changed.has('refusing') && this.refusing) {
      this.querySelector('input').focus();
    }
  }

  #refuse() {
    return this.#give('no', this.querySelector('input').value);
  }

  async #give(answer, reason = '') {
    if (this.sent) {
      return;
    }
    this.sent = true;
    try {
      await api.answer(this.session, this.call.id, { answer, ...(reason.trim() && { reason: reason.trim() }) });
      this.tell('answered');
    } catch (error) {
      this.sent = error.status === 409; // somebody else was faster
      tellProblem(this, error);
    }
  }
}

customElements.define('permission-question', PermissionQuestionView);
