import { html, nothing } from 'lit';
import { promptTokens } from '../model/usage.js';
import { compact, dollars, moment, number, span } from './words.js';

/** Ends of an attempt that are as they should be; the others stand out. */
const GOOD = new Set(['end_turn', 'tool_use', 'stop_sequence', 'max_tokens', 'pause_turn', 'running', 'whole', 'closed', '']);

/** One row per attempt; a request whose attempt is under way has one too. */
export function rowsOf(exchanges) {
  return exchanges.flatMap(exchange => {
    const attempts = exchange.attempts?.length > 0 ? exchange.attempts : [{ end: exchange.status ?? '' }];
    return attempts.map((attempt, i) => rowOf(exchange, attempt, i + 1));
  });
}

/** The status of an attempt is a number of HTTP, that of its request a word. */
function rowOf(exchange, attempt, place) {
  const whole = { ...exchange, attempts: [attempt] };
  const { status, ...request } = exchange;
  return { ...request, ...attempt, attempt: place, whole, searched: JSON.stringify(whole).toLowerCase() };
}

/** An attempt in a line, and on demand all that is known of it. */
export function exchangeRow(row) {
  const bad = !GOOD.has(row.end) || row.status >= 400;
  const end = [row.status >= 400 ? row.status : '', row.end.replaceAll('_', ' '), row.sent_at ? moment(row.sent_at) : ''];
  return html`<details>
    <summary>
      <span class="number">${row.request}${row.attempt > 1 ? `.${row.attempt}` : ''}</span>
      <span class="model">${row.model ?? ''}</span>
      <span class=${bad ? 'broken' : ''}>${end.filter(Boolean).join(' · ')}</span>
      <span class="number">${row.duration_ms === undefined ? '…' : span(row.duration_ms)}</span>
      <span class="number tokens">${row.usage ? `${compact(promptTokens(row.usage))} → ${compact(row.usage.output_tokens)}` : nothing}</span>
      <span class="number cost">${row.cost_usd === undefined ? '' : dollars(row.cost_usd)}</span>
    </summary>
    ${row.url ? wire(row) : nothing}
    <pre tabindex="0">${JSON.stringify(row.whole, null, 2)}</pre>
  </details>`;
}

/** How it went over the wire. */
function wire(row) {
  return html`<dl>
    ${entry('Sent', html`<code>${row.method} ${row.url}</code>${size(row.body_bytes)}`)}
    ${entry('Answered', answered(row))}
    ${row.error_body ? entry('Error', html`<code class="error">${row.error_body}</code>`) : nothing}
    ${headers('Headers sent', row.headers)} ${headers('Headers received', row.response_headers)}
  </dl>`;
}

function answered(row) {
  const status = row.status ? `status ${row.status}` : 'no status';
  const head = row.head_ms === undefined ? '' : `head after ${span(row.head_ms)}`;
  const all = row.duration_ms === undefined ? '' : `all after ${span(row.duration_ms)}`;
  return html`${[status, head, all].filter(Boolean).join(', ')}${size(row.response_bytes)}`;
}

function size(bytes) {
  return bytes === undefined ? nothing : html`, ${number(bytes)} bytes`;
}

function headers(name, all = {}) {
  const lines = Object.entries(all).map(([header, value]) => `${header}: ${value}`);
  return lines.length > 0 ? entry(name, html`<code>${lines.join('\n')}</code>`) : nothing;
}

function entry(name, content) {
  return html`<dt>${name}</dt><dd>${content}</dd>`;
}
