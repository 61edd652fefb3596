// The Vercel AI SDK with its Anthropic provider; its own loop calls the tool, and sends the history back.
import { createAnthropic } from '@ai-sdk/anthropic';
import { jsonSchema, stepCountIs, streamText, tool } from 'ai';
import { FOLLOW_UP, WEATHER, question, weather } from './questions.mjs';

// It would warn, on the output that the answers go to, of thinking without signature, which it leaves out by itself.
globalThis.AI_SDK_LOG_WARNINGS = false;

const TOOLS = {
  [WEATHER.name]: tool({
    description: WEATHER.description,
    inputSchema: jsonSchema(WEATHER.schema),
    execute: async (input) => weather(input),
  }),
};

export async function aiSdk({ id, scenario, url, fault }, hear) {
  const model = createAnthropic({ baseURL: `${url}/v1`, apiKey: 'any' })('claude-opus-5-5');
  const history = [{ role: 'user', content: question(id, scenario) }];
  const answer = await ask(model, history, scenario, fault, hear);
  history.push(...answer.messages, { role: 'user', content: FOLLOW_UP });
  await ask(model, history, scenario, '', hear);
}

async function ask(model, messages, scenario, fault, hear) {
  const result = streamText({
    model,
    messages,
    maxRetries: 0,
    maxOutputTokens: 16_000,
    headers: fault === '' ? {} : { 'x-simulator-fault': fault },
    tools: scenario === 'tools' ? TOOLS : {},
    stopWhen: stepCountIs(4),
    providerOptions: { anthropic: { thinking: { type: 'adaptive', display: 'summarized' } } },
    onError: () => {},
  });
  for await (const part of result.fullStream) {
    if (part.type === 'error') {
      throw part.error;
    }
  }
  for (const step of await result.steps) {
    tell(step, hear);
  }
  return { messages: (await result.response).messages };
}

function tell(step, hear) {
  for (const part of step.content) {
    if (part.type === 'reasoning') {
      hear(`thinking: ${part.text} (${part.providerMetadata?.anthropic?.signature ? 'signed' : 'not signed'})`);
    } else if (part.type === 'text') {
      hear(`text: ${part.text}`);
    } else if (part.type === 'tool-call') {
      hear(`call: ${part.toolName} ${JSON.stringify(part.input)}`);
    }
  }
  hear(`stop: ${step.finishReason}`);
}
