import type { Phrase } from './phrases.ts';

const BETWEEN = '\n';

/** The phrases by first character and as one text, so that few of them are looked at; a rank is a place in the list. */
interface PhraseTable {
  /** Ranks of the phrases whose first code unit passes, in no order. */
  listByHead(passes: (unit: number) => boolean): number[];
  /** Ranks of the phrases that hold a text, ascending. */
  holding(text: string): Generator<number>;
}

const tables = new WeakMap<readonly Phrase[], PhraseTable>();

export function phraseTable(phrases: readonly Phrase[]): PhraseTable {
  let table = tables.get(phrases);
  if (!table) tables.set(phrases, (table = createTable(phrases)));
  return table;
}

function createTable(phrases: readonly Phrase[]): PhraseTable {
  const joined = phrases.map(({ normalised }) => normalised).join(BETWEEN);
  const starts = new Uint32Array(phrases.length + 1);
  const byHead = new Map<number, number[]>();
  for (const [rank, { normalised }] of phrases.entries()) {
    starts[rank + 1] = starts[rank]! + normalised.length + BETWEEN.length;
    const head = normalised.charCodeAt(0);
    const known = byHead.get(head);
    if (known) known.push(rank);
    else byHead.set(head, [rank]);
  }

  function* holding(text: string): Generator<number> {
    // What is between phrases is in none.
    if (text.includes(BETWEEN)) return;
    for (let at = joined.indexOf(text); at >= 0;) {
      const rank = rankAt(starts, at);
      yield rank;
      at = joined.indexOf(text, starts[rank + 1]);
    }
  }
  return {
    listByHead: (passes) => [...byHead].flatMap(([head, ranks]) => (passes(head) ? ranks : [])),
    holding,
  };
}

/** The last phrase that starts at or before a position. */
function rankAt(starts: Uint32Array, at: number): number {
  let [low, high] = [0, starts.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle;
  }
  return low;
}
