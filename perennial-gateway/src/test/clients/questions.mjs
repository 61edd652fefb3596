// What all clients ask, and what their tool answers.
const QUESTIONS = { text: 'Tell me something.', tools: 'How is the weather in Reykjavík and in Tōkyō?' };

/** The simulator counts the attempts of each conversation, which it knows by its first message: no two may be alike. */
export function question(id, scenario) {
  return `${QUESTIONS[scenario]} (${id})`;
}

export const FOLLOW_UP = 'And now 300 characters, please.';

export const WEATHER = {
  name: 'weather',
  description: 'Tells the weather of a city.',
  schema: {
    type: 'object',
    properties: { city: { type: 'string' }, why: { type: 'string' } },
    required: ['city', 'why'],
    additionalProperties: false,
  },
};

export function weather(input) {
  return `It is sunny in ${input.city}`;
}
