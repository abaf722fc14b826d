/** `../modules/search/messages/en.ts` becomes the key `search`. */
export function byFolder(files: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(files).map(([path, texts]) => [path.split('/')[2]!, texts]));
}
