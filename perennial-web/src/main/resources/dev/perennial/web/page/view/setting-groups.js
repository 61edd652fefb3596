/**
 * What the settings that people change are called here, in groups; the others come last. Their description is the server's.
 *
 * @typedef {{label: string, choices?: string[], lines?: boolean}} Field
 * @type {Record<string, Record<string, Field>>}
 */
const SWITCH = ['on', 'off'];

const GROUPS = {
  Model: {
    provider: {
      label: 'Provider',
      choices: ['anthropic', 'bedrock', 'bedrock-mantle', 'vertex', 'google-cloud', 'aws', 'foundry'],
    },
    model: { label: 'Model' },
    thinking: { label: 'Thinking', choices: ['auto', 'adaptive', 'enabled', 'disabled', 'between_tools'] },
    'thinking-budget': { label: 'Thinking budget' },
    effort: { label: 'Effort', choices: ['low', 'medium', 'high', 'xhigh', 'max'] },
    'max-tokens': { label: 'Output limit' },
    'system-suffix': { label: 'System prompt, added', lines: true },
  },
  Tools: {
    'bash-version': { label: 'Shell version', choices: ['auto', 'bash_20250124', 'bash_20241022'] },
    'editor-version': {
      label: 'Text editor version',
      choices: [
        'auto',
        'text_editor_20250728',
        'text_editor_20250429',
        'text_editor_20250124',
        'text_editor_20241022',
      ],
    },
    'images-kept': { label: 'Images kept' },
  },
  Permissions: {
    allow: { label: 'Allowed without asking', lines: true },
    ask: { label: 'Asked about', lines: true },
    deny: { label: 'Never allowed', lines: true },
    yes: { label: 'Answer yes to everything', choices: ['true', 'false'] },
    sandbox: { label: 'Sandbox', choices: SWITCH },
  },
  Budgets: {
    'token-budget': { label: 'Tokens' },
    'cost-budget': { label: 'US dollars' },
    'max-requests': { label: 'Requests in a run' },
    'input-tokens-per-minute': { label: 'Input tokens a minute' },
    'output-tokens-per-minute': { label: 'Output tokens a minute' },
    'requests-per-minute': { label: 'Requests a minute' },
    governor: { label: 'Wait for the rate limit', choices: SWITCH },
  },
  Timeouts: {
    'first-token-timeout': { label: 'First token' },
    'stall-timeout': { label: 'Standing text' },
    'thinking-timeout': { label: 'Thinking' },
    'tool-input-timeout': { label: 'Tool input' },
    'tool-timeout': { label: 'One shell command' },
    'total-timeout': { label: 'One whole answer' },
    patience: { label: 'Patience in an outage' },
    adaptive: { label: 'Learn from streams', choices: SWITCH },
  },
};

/**
 * Settings as the drawer shows them.
 *
 * @param {Record<string, object>} settings by their keys
 * @returns {{name: string, settings: object[]}[]}
 */
export function settingGroups(settings) {
  const rest = new Set(Object.keys(settings));
  const known = Object.entries(GROUPS).map(([name, fields]) => {
    const keys = Object.keys(fields).filter(key => rest.delete(key));
    return { name, settings: keys.map(key => ({ key, ...settings[key], ...fields[key] })) };
  });
  const more = [...rest].map(key => ({ key, ...settings[key], label: key.replaceAll('-', ' ') }));
  return [...known, { name: 'More', settings: more }].filter(group => group.settings.length > 0);
}

/** Of a model that nobody knows, nothing is known here either. */
function toolsOf(model) {
  return model?.known ? model.tools : undefined;
}

/** What the model takes of a setting's choices. @param {object | undefined} model as the server lists it */
export function choicesOf(setting, model) {
  const taken = {
    effort: model?.effort?.levels,
    thinking: model?.thinking?.modes,
    'bash-version': toolsOf(model),
    'editor-version': toolsOf(model),
  }[setting.key];
  return taken ? setting.choices.filter(choice => choice === 'auto' || taken.includes(choice)) : setting.choices;
}
