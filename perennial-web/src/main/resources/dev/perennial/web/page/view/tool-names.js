/** What a tool is called on the page. @param {string} name as the model calls it */
export function toolName(name) {
  return name.startsWith('str_replace_') ? 'editor' : name;
}

/** What is asked about a call of it. @param {string} name as the model calls it */
export function toolQuestion(name) {
  return { bash: 'Run this command?', editor: 'Make this change?' }[toolName(name)] ?? `Use ${name}?`;
}
