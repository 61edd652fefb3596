/** What the ways a run can end are called, and what to do then. */
export const OUTCOMES = {
  cut: { title: 'The answer broke off', advice: 'What arrived is kept. Retry goes on from there.', retry: true },
  stalled: { title: 'The stream went silent', advice: 'What arrived is kept. Retry goes on from there.', retry: true },
  overloaded: {
    title: 'The API has no capacity',
    advice: 'It was tried several times. Retry in a minute, or choose another model in the settings.',
    retry: true,
  },
  rate_limited: {
    title: 'The rate limit was reached',
    advice: 'Retry in a minute, or set lower limits per minute in the settings so that requests wait by themselves.',
    retry: true,
  },
  refused: { title: 'The model refused', advice: 'Say it otherwise, or ask for something else.', retry: false },
  rejected: {
    title: 'The API does not take the request',
    advice: 'Check the key and the settings, then retry.',
    retry: true,
    settings: true,
  },
  cancelled: {
    title: 'Stopped',
    advice: 'What was done so far is kept.',
    retry: true,
    calm: true,
    word: 'Go on',
    // Nothing failed: it is told to.
    says: 'Go on.',
  },
  budget_spent: {
    title: 'A limit of yours was reached',
    advice: 'Raise the budget in the settings, then go on.',
    retry: true,
    settings: true,
    word: 'Go on',
  },
  interrupted: {
    title: 'Interrupted',
    advice: 'Perennial ended while it worked. What arrived is kept.',
    retry: true,
    calm: true,
    word: 'Go on',
  },
  context_full: {
    title: 'The conversation is too long for the model',
    advice: 'Begin a new session, or choose a model with more context.',
    retry: false,
  },
};

/** @param {string} code */
export function outcomeOf(code) {
  return OUTCOMES[code] ?? { title: code.replaceAll('_', ' '), advice: '', retry: true };
}
