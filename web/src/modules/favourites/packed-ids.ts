/** Ascending ids as their steps in base 36: a few thousand take a few kilobytes. */
export function packIds(ids: readonly number[]): string {
  let last = 0;
  return ids
    .map((id) => {
      const step = id - last;
      last = id;
      return step.toString(36);
    })
    .join(' ');
}

export function unpackIds(text: string): number[] {
  if (text === '') return [];
  let last = 0;
  return text.split(' ').map((step) => (last += parseInt(step, 36)));
}
