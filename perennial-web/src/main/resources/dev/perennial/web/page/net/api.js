import { loginExpired } from './login.js';

/** An error that the server answered, in the words of RFC 9457. */
export class ApiError extends Error {
  /**
   * @param {number} status 0 if the server was not reached
   * @param {number} retryAfter seconds in which there is no use in trying again
   */
  constructor(status, problem, retryAfter = 0) {
    super(problem.detail || problem.title || `The server answered ${status}.`);
    this.status = status;
    this.retryAfter = retryAfter;
    this.code = problem.code ?? '';
  }
}

const LOGIN = '/api/login';
const UNREACHABLE = { code: 'unreachable', detail: 'Perennial cannot be reached. Is it still running?' };
const LATE = { code: 'late', detail: 'Perennial did not answer in time. Try again.' };

/** Calls of the HTTP API; each rejects with an {@link ApiError}. */
export const api = {
  status: () => get('/api/status'),
  models: () => get('/api/models'),
  limits: () => get('/api/limits'),
  sessions: query => get(`/api/sessions?${new URLSearchParams(query)}`),
  session: id => get(`/api/sessions/${id}`),
  create: (body, key) => send('POST', '/api/sessions', body, { 'Idempotency-Key': key }),
  rename: (id, title) => send('PATCH', `/api/sessions/${id}`, { title }),
  remove: id => send('DELETE', `/api/sessions/${id}`, {}),
  say: (id, body, key) => send('POST', `/api/sessions/${id}/messages`, body, { 'Idempotency-Key': key }),
  interrupt: id => send('POST', `/api/sessions/${id}/interrupt`, {}),
  retry: id => send('POST', `/api/sessions/${id}/retry`, {}),
  answer: (id, question, body) =>
    send('POST', `/api/sessions/${id}/permissions/${encodeURIComponent(question)}`, body),
  exchanges: (id, after = '') => get(`/api/sessions/${id}/exchanges?after=${after}`),
  settings: id => get(id ? `/api/sessions/${id}/settings` : '/api/settings'),
  set: (id, body) => send('PATCH', id ? `/api/sessions/${id}/settings` : '/api/settings', body),
  setKey: key => send('PUT', '/api/key', { key }),
  removeKey: () => send('DELETE', '/api/key', {}),
  login: token => send('POST', LOGIN, { token }),
  logout: () => send('POST', '/api/logout', {}),
};

/** After this long without an answer it is given up; a key is tried at the API meanwhile. */
const PATIENCE = 30_000;

/** Where an image or a long output of the session is. */
export const contentAddress = (id, hash) => `/api/sessions/${id}/contents/${encodeURIComponent(hash)}`;

/** Where the session is downloaded. */
export const exportAddress = (id, format) => `/api/sessions/${id}/export?format=${format}`;

function get(address) {
  return call(address, { cache: 'no-store' });
}

function send(method, address, body, headers = {}) {
  return call(address, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

async function call(address, options) {
  const { answer, text } = await answered(address, options);
  const json = readJson(text);
  if (!answer.ok) {
    if (answer.status === 401 && address !== LOGIN) {
      loginExpired();
    }
    throw new ApiError(answer.status, json ?? { detail: text.slice(0, 300) }, Number(answer.headers.get('Retry-After') ?? 0) || 0);
  }
  return json;
}

async function answered(address, options) {
  try {
    const answer = await fetch(address, { ...options, signal: AbortSignal.timeout(PATIENCE) });
    return { answer, text: await answer.text() };
  } catch (error) {
    throw new ApiError(0, error.name === 'TimeoutError' ? LATE : UNREACHABLE);
  }
}

function readJson(text) {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
