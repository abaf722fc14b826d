/** `../modules/search/messages/en.ts` becomes the key `search`, `../things/messages/en.ts` the key `things`. */
export function byFolder(files: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(files).map(([path, texts]) => [path.split('/').at(-3)!, texts]));
}
