// Asks as each client does. One case is one line of JSON on standard input, {id, client, scenario, url, fault}; what was
// heard is one line on standard output, {id, heard, ms}.
import readline from 'node:readline';
import { aiSdk } from './ai-sdk.mjs';
import { sdkAbort, sdkCreate, sdkEvents, sdkStream } from './anthropic-sdk.mjs';

const CLIENTS = {
  'sdk-stream': sdkStream,
  'sdk-events': sdkEvents,
  'sdk-create': sdkCreate,
  'sdk-abort': sdkAbort,
  'ai-sdk': aiSdk,
};
const AT_ONCE = 6;
const PATIENCE_MS = 60_000;

/** Some clients never come back from a broken answer; nothing but this would keep Node waiting for them. */
function late() {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
}

async function run(asked) {
  const heard = [];
  const began = Date.now();
  try {
    await Promise.race([CLIENTS[asked.client](asked, (line) => heard.push(line)), late()]);
  } catch (error) {
    heard.push(`error: ${error?.name}: ${error?.message}`);
  }
  console.log(JSON.stringify({ id: asked.id, heard, ms: Date.now() - began }));
}

const cases = [];
for await (const line of readline.createInterface({ input: process.stdin })) {
  cases.push(JSON.parse(line));
}
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    while (cases.length > 0) {
      await run(cases.shift());
    }
  }),
);
process.exit();
