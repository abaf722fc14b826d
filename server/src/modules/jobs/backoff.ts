const FIRST_MS = 5_000;
const LONGEST_MS = 60 * 60_000;

/** Ms until the next try after so many: doubles up to an hour; what failed together does not come back together. */
export function backoffMs(attempts: number, random: () => number = Math.random): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1));
  return Math.round(longest * (0.5 + 0.5 * random()));
}
