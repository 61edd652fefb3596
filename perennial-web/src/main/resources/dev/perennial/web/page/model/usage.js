/** Token counts as the API reports them. */
export const NOTHING_USED = {
  input_tokens: 0,
  output_tokens: 0,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
};

/** @returns the sum of both */
export function sum(a, b) {
  const fields = Object.keys(NOTHING_USED);
  return Object.fromEntries(fields.map(field => [field, (a?.[field] ?? 0) + (b?.[field] ?? 0)]));
}

/** Tokens of the prompt, cached or not. */
export function promptTokens(usage) {
  return (
    (usage?.input_tokens ?? 0) + (usage?.cache_creation_input_tokens ?? 0) + (usage?.cache_read_input_tokens ?? 0)
  );
}

/** What part of the prompts came from the cache, 0 to 1; null before the first. */
export function cacheHitRate(usage) {
  const all = promptTokens(usage);
  return all === 0 ? null : usage.cache_read_input_tokens / all;
}
