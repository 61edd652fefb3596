// Reads answers with the TypeScript SDK, one for each line of input, and prints the processor time of each in microseconds.
// Takes a folder with node_modules, and the server.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const [folder, baseURL] = process.argv.slice(2);
const { Anthropic } = createRequire(folder + '/any.js')('@anthropic-ai/sdk');
const client = new Anthropic({ apiKey: 'none', baseURL });

for await (const _ of createInterface({ input: process.stdin })) {
  const before = process.cpuUsage();
  let characters = 0;
  const stream = await client.messages.create({
    model: 'claude-opus-5-5',
    max_tokens: 64000,
    stream: true,
    messages: [{ role: 'user', content: 'Write.' }],
  });
  for await (const event of stream) {
    if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') {
      characters += event.delta.text.length;
    }
  }
  const spent = process.cpuUsage(before);
  console.log(characters);
  console.log(spent.user + spent.system);
}
