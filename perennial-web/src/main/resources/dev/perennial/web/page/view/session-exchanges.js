import { html, nothing } from 'lit';
import { api } from '../net/api.js';
import { promptTokens } from '../model/usage.js';
import { View } from './view.js';
import { compact, dollars, moment, span } from './words.js';

/** Every attempt at a request and what came of it. */
export class SessionExchanges extends View {
  static properties = {
    session: {},
    /** Changes when there may be new ones. */
    version: { type: Number },
    all: { state: true },
    problem: { state: true },
    search: { state: true },
  };

  constructor() {
    super();
    this.all = null;
    this.search = '';
  }

  willUpdate(changed) {
    if (changed.has('session') || changed.has('version')) {
      void this.#load();
    }
  }

  render() {
    const rows = rowsOf(this.all ?? []).filter(row => matches(row, this.search));
    return html`<div class="find">
        <input
          type="search"
          aria-label="Search exchanges"
          placeholder="Search exchanges"
          @input=${event => (this.search = event.target.value.toLowerCase())}
        />
        <span>${rows.length === 1 ? '1 attempt' : `${rows.length} attempts`}</span>
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${rows.length === 0
        ? html`<p class="none">${this.all === null ? 'Loading …' : 'Nothing was sent yet.'}</p>`
        : html`<div class="list">${rows.map(row => exchange(row))}</div>`}`;
  }

  async #load() {
    try {
      const all = [];
      let page = {};
      do {
        page = await api.exchanges(this.session, page.next);
        all.push(...page.exchanges);
      } while (page.next);
      this.all = all;
      this.problem = '';
    } catch (error) {
      this.problem = error.message;
    }
  }
}

/** One row per attempt; a request whose attempt is under way has one too. */
function rowsOf(exchanges) {
  return exchanges.flatMap(exchange => {
    const attempts = exchange.attempts?.length > 0 ? exchange.attempts : [{ end: exchange.status ?? '' }];
    return attempts.map((attempt, i) => ({ ...exchange, ...attempt, attempt: i + 1, whole: { ...exchange, attempts: [attempt] } }));
  });
}

function matches(row, words) {
  return words.split(/\s+/).every(word => JSON.stringify(row.whole).toLowerCase().includes(word));
}

function exchange(row) {
  const bad = !['end_turn', 'tool_use', 'stop_sequence', 'max_tokens', 'pause_turn', 'running', ''].includes(row.end);
  return html`<details>
    <summary>
      <span class="number">${row.request}${row.attempt > 1 ? `.${row.attempt}` : ''}</span>
      <span class="model">${row.model ?? ''}</span>
      <span class=${bad ? 'broken' : ''}>${row.end.replaceAll('_', ' ')}${row.sent_at ? ` · ${moment(row.sent_at)}` : ''}</span>
      <span class="number">${row.duration_ms === undefined ? '…' : span(row.duration_ms)}</span>
      <span class="number tokens">${row.usage ? `${compact(promptTokens(row.usage))} → ${compact(row.usage.output_tokens)}` : nothing}</span>
      <span class="number cost">${row.cost_usd === undefined ? '' : dollars(row.cost_usd)}</span>
    </summary>
    <pre tabindex="0">${JSON.stringify(row.whole, null, 2)}</pre>
  </details>`;
}

customElements.define('session-exchanges', SessionExchanges);
