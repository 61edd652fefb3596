import { html, nothing } from 'lit';
import { cacheHitRate, promptTokens } from '../model/usage.js';
import { icons } from './icons.js';
import { keyWords } from './key-words.js';
import { View } from './view.js';
import { compact, dollars, number, percent } from './words.js';

/** Characters per token where no answer has told better. */
const USUAL = 3.6;

/** What it costs, and how far it is from its limits. */
export class StatusBar extends View {
  static properties = {
    store: { attribute: false },
    row: { attribute: false },
    status: { attribute: false },
    limits: { attribute: false },
    models: { attribute: false },
  };

  #clock = setInterval(() => this.requestUpdate(), 500);

  connectedCallback() {
    super.connectedCallback();
    this.setAttribute('role', 'status');
    this.setAttribute('aria-live', 'off');
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#clock);
  }

  render() {
    const state = this.store?.state;
    return html`${this.#key()}${this.#model(state)}${this.#speed()}${this.#rates()}
      <span class="space"></span>
      ${state ? [this.#context(state), cache(state), this.#tokens(state), this.#cost()] : nothing}`;
  }

  /** Where the list, which tells it else, is out of sight. */
  #key() {
    return html`<button class="quiet key phone-only" @click=${() => this.tell('open-settings')}>
      ${icons.key}${keyWords(this.status)}
    </button>`;
  }

  #model(state) {
    const model = state?.model || this.row?.model || '';
    return model ? html`<span><b>${model}</b></span>` : nothing;
  }

  #speed() {
    const perSecond = (this.store?.speed.perSecond(performance.now()) ?? 0) / USUAL;
    return perSecond < 0.5 ? nothing : html`<span title="Estimated from the characters"><b>${Math.round(perSecond)}</b> tokens/s</span>`;
  }

  #rates() {
    const model = this.store?.state.model || this.row?.model;
    return rateWindows(this.limits, model).map(
      ({ name, used, limit }) => html`<span class="figure" title="${number(used)} of ${number(limit)} tokens a minute are used">
        ${name} <b>${compact(used)}</b>/${compact(limit)}
        <meter
          aria-label=${`Tokens ${name} of this minute`}
          min="0"
          max="1"
          high="0.8"
          optimum="0"
          value=${Math.min(1, used / limit)}
        ></meter>
      </span>`,
    );
  }

  #context(state) {
    const used = promptTokens(state.lastUsage) + (state.lastUsage?.output_tokens ?? 0);
    const window = contextOf(this.models, state.model);
    if (used === 0) {
      return nothing;
    }
    return html`<span class="figure" title="${number(used)} tokens of context">
      context <b>${window ? percent(used / window) : compact(used)}</b>
      ${window
        ? html`<meter aria-label="Context" min="0" max="1" high="0.8" optimum="0" value=${Math.min(1, used / window)}></meter>`
        : nothing}
    </span>`;
  }

  #tokens(state) {
    const { usage } = state;
    const all = promptTokens(usage) + usage.output_tokens;
    return all === 0
      ? nothing
      : html`<span title="${number(promptTokens(usage))} in, ${number(usage.output_tokens)} out"><b>${compact(all)}</b> tokens</span>`;
  }

  #cost() {
    return this.row?.cost_usd === undefined ? nothing : html`<span><b>${dollars(this.row.cost_usd)}</b></span>`;
  }
}

function cache(state) {
  const rate = cacheHitRate(state.usage);
  return rate === null ? nothing : html`<span title="Part of the prompts that came from the cache">cache <b>${percent(rate)}</b></span>`;
}

function contextOf(models, id) {
  return models?.models?.find(one => one.id === id)?.context_tokens ?? 0;
}

/** What of a minute's tokens is used, in the pool that the model draws from. */
function rateWindows(limits, model) {
  const pools = limits?.pools ?? [];
  const pool = pools.find(one => model && model.includes(one.models)) ?? pools[0];
  return (pool?.limits ?? [])
    .filter(limit => limit.of !== 'requests' && limit.per_minute > 0)
    .map(limit => ({
      name: limit.of.startsWith('input') ? 'in' : 'out',
      used: Math.max(0, limit.per_minute - limit.left),
      limit: limit.per_minute,
    }));
}

customElements.define('status-bar', StatusBar);
