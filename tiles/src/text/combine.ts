import { seek } from './row-lists.ts';
import type { WordMatch } from './word-match.ts';

export interface Scored {
  rows: Uint32Array;
  scores: Float32Array;
}

/** Documents with every word, scored by the sum of idf times field weights. */
export function withAll(matches: readonly WordMatch[]): Scored {
  const [first, ...others] = [...matches].sort((a, b) => a.rows.length - b.rows.length);
  if (!first) return { rows: new Uint32Array(0), scores: new Float32Array(0) };
  const scores = new Float32Array(first.rows.length);
  for (let i = 0; i < scores.length; i++) scores[i] = first.weights[i]! * first.idf;
  if (others.length === 0) return { rows: first.rows, scores };
  const rows = first.rows.slice();
  let size = rows.length;
  for (const other of others) {
    let kept = 0;
    let at = 0;
    for (let i = 0; i < size && at < other.rows.length; i++) {
      at = seek(other.rows, rows[i]!, at);
      if (other.rows[at] !== rows[i]) continue;
      rows[kept] = rows[i]!;
      scores[kept++] = scores[i]! + other.idf * other.weights[at]!;
    }
    size = kept;
  }
  return { rows: rows.slice(0, size), scores: scores.slice(0, size) };
}

/**
 * The words to keep when no document has all: those of the document whose words are together worth
 * most, of equals those that come first. `masks`: by document, all 0, before and after.
 */
export function bestTogether(matches: readonly WordMatch[], masks: Uint16Array): WordMatch[] {
  matches.forEach((match, k) => {
    for (let i = 0; i < match.rows.length; i++) masks[match.rows[i]!]! |= 1 << k;
  });
  const worth = worthByMask(matches);
  let best = 0;
  for (const { rows } of matches) {
    for (let i = 0; i < rows.length; i++) {
      const mask = masks[rows[i]!]!;
      const more = worth[mask]! - worth[best]!;
      if (mask !== 0 && (more > 0 || (more === 0 && mask < best))) best = mask;
      masks[rows[i]!] = 0;
    }
  }
  return matches.filter((_, k) => ((best >>> k) & 1) === 1);
}

/** Sum of worth for every set of words; they are few. */
function worthByMask(matches: readonly WordMatch[]): Float64Array {
  const worth = new Float64Array(1 << matches.length);
  for (let mask = 1; mask < worth.length; mask++) {
    const lowest = 31 - Math.clz32(mask & -mask);
    worth[mask] = worth[mask & (mask - 1)]! + matches[lowest]!.worth;
  }
  return worth;
}
