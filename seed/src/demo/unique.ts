/** Each value once, in order of first appearance. */
export function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}
