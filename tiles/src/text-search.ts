import type { SegmentStore } from './segment-store.ts';
import type { Suggestion, TextMatch, Via } from './text/index.ts';

/** Caught by the door: search answers without q until the text is there. */
export class TextNotReady extends Error {
  constructor() {
    super('the text index is still being built');
    this.name = 'TextNotReady';
  }
}

const SURENESS: readonly Via[] = ['exact', 'pinyin', 'initials', 'relaxed', 'none'];

/** Readings that have every word of q. */
const KNOWN: ReadonlySet<Via> = new Set(['exact', 'pinyin', 'initials']);

export interface FoundText {
  /** Per segment, null where only a less sure reading was found. */
  found: (TextMatch | null)[];
  reading: Pick<TextMatch, 'via' | 'dropped'>;
}

/**
 * Asks every segment. The base says how q is read, as it knows most rows: a single new row must not hide its hits.
 * A segment with a less sure reading adds nothing; where the base knows not all words, the surest reading counts.
 */
export function matchText(store: SegmentStore, q: string): FoundText {
  if (!store.textReady) throw new TextNotReady();
  const all = store.readers.map((reader) => reader.findText(q));
  const base = all[0] && KNOWN.has(all[0].via) ? all[0] : null;
  const reading =
    base ?? all.reduce<TextMatch>((best, match) => (match && isSurer(match, best) ? match : best), NOTHING);
  return { found: all.map((match) => (match && sureness(match) <= sureness(reading) ? match : null)), reading };
}

const NOTHING: TextMatch = { rows: new Uint32Array(0), scores: new Float32Array(0), via: 'none', dropped: [] };
const sureness = ({ via }: Pick<TextMatch, 'via'>): number => SURENESS.indexOf(via);

function isSurer(match: TextMatch, than: TextMatch): boolean {
  const order = sureness(match) - sureness(than);
  return order < 0 || (order === 0 && match.dropped.length < than.dropped.length);
}

/** Completions of all segments, counts of the same text added up. */
export function mergeSuggestions(store: SegmentStore, prefix: string, limit: number): Suggestion[] {
  if (!store.textReady) throw new TextNotReady();
  const merged = new Map<string, Suggestion>();
  for (const reader of store.readers) {
    for (const suggestion of reader.suggest(prefix, limit)) {
      const key = `${suggestion.source}:${suggestion.text}`;
      const known = merged.get(key);
      merged.set(key, known ? { ...known, count: known.count + suggestion.count } : suggestion);
    }
  }
  return [...merged.values()].slice(0, limit);
}
