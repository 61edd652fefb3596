// The official TypeScript SDK. It may not try again by itself, so that it reports every failure that it sees.
import Anthropic from '@anthropic-ai/sdk';
import { FOLLOW_UP, WEATHER, question, weather } from './questions.mjs';

const MODEL = 'claude-opus-5-5';
const TOOL = { name: WEATHER.name, description: WEATHER.description, input_schema: WEATHER.schema };

/** By the helper that collects the message. */
export function sdkStream(asked, hear) {
  return talk(asked, hear, (client, body, options) => client.messages.stream(body, options).finalMessage());
}

/** By the bare events, folded here as the documentation says. */
export function sdkEvents(asked, hear) {
  return talk(asked, hear, async (client, body, options) =>
    fold(await client.messages.create({ ...body, stream: true }, options)),
  );
}

/** Without streaming, and with so many tokens that the SDK wants to be told a time. */
export function sdkCreate(asked, hear) {
  return talk(asked, hear, (client, body, options) =>
    client.messages.create({ ...body, max_tokens: 100_000 }, { ...options, timeout: 600_000 }),
  );
}

/** Goes away as soon as there is text. */
export async function sdkAbort({ url }, hear) {
  const client = new Anthropic({ baseURL: url, apiKey: 'any', maxRetries: 0 });
  const messages = [{ role: 'user', content: 'Tell me something.' }];
  const stream = client.messages.stream({ model: MODEL, max_tokens: 16_000, messages });
  stream.on('text', (text) => {
    hear(`text: ${text}`);
    stream.abort();
  });
  await stream.finalMessage().catch((error) => hear(`error: ${error.constructor.name}`));
}

async function talk({ id, scenario, url, fault }, hear, ask) {
  const client = new Anthropic({ baseURL: url, apiKey: 'any', maxRetries: 0 });
  const messages = [{ role: 'user', content: question(id, scenario) }];
  const body = { model: MODEL, max_tokens: 16_000, thinking: { type: 'adaptive', display: 'summarized' }, messages };
  if (scenario === 'tools') {
    body.tools = [TOOL];
  }
  let options = fault === '' ? {} : { headers: { 'x-simulator-fault': fault } };
  for (let followedUp = false; ; options = {}) {
    const message = await ask(client, body, options);
    tell(message, hear);
    messages.push({ role: 'assistant', content: message.content });
    const calls = message.content.filter((block) => block.type === 'tool_use');
    if (calls.length === 0 && followedUp) {
      return;
    }
    followedUp = calls.length === 0;
    messages.push({ role: 'user', content: followedUp ? FOLLOW_UP : calls.map(result) });
  }
}

function result(call) {
  return { type: 'tool_result', tool_use_id: call.id, content: weather(call.input) };
}

function tell(message, hear) {
  for (const block of message.content) {
    if (block.type === 'thinking') {
      hear(`thinking: ${block.thinking} (${block.signature ? 'signed' : 'not signed'})`);
    } else if (block.type === 'text') {
      hear(`text: ${block.text}`);
    } else {
      hear(`call: ${block.name} ${JSON.stringify(block.input)}`);
    }
  }
  hear(`stop: ${message.stop_reason}`);
}

async function fold(events) {
  let message;
  const inputs = {};
  for await (const event of events) {
    switch (event.type) {
      case 'message_start':
        message = event.message;
        break;
      case 'content_block_start':
        message.content.push(event.content_block);
        break;
      case 'content_block_delta':
        add(message.content[event.index], event.delta, inputs, event.index);
        break;
      case 'content_block_stop':
        if (inputs[event.index] !== undefined) {
          message.content[event.index].input = JSON.parse(inputs[event.index]);
        }
        break;
      case 'message_delta':
        message.stop_reason = event.delta.stop_reason ?? message.stop_reason;
        break;
    }
  }
  return message;
}

function add(block, delta, inputs, index) {
  switch (delta.type) {
    case 'text_delta':
      block.text += delta.text;
      break;
    case 'thinking_delta':
      block.thinking += delta.thinking;
      break;
    case 'signature_delta':
      block.signature = (block.signature ?? '') + delta.signature;
      break;
    case 'input_json_delta':
      inputs[index] = (inputs[index] ?? '') + delta.partial_json;
      break;
  }
}
