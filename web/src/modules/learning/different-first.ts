/** The same things, those of a title that stood before behind all others: who looks around sees what differs first. */
export function differentFirst<T extends { title: string }>(things: readonly T[]): T[] {
  const seen = new Map<string, number>();
  const rounds: T[][] = [];
  for (const one of things) {
    const before = seen.get(one.title) ?? 0;
    seen.set(one.title, before + 1);
    (rounds[before] ??= []).push(one);
  }
  return rounds.flat();
}
