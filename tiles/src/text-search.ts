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

export interface FoundText {
  /** Per segment, null where a surer reading was found elsewhere. */
  found: (TextMatch | null)[];
  reading: Pick<TextMatch, 'via' | 'dropped'>;
}

/** Asks every segment and keeps the surest reading, so that a small one does not add looser hits. */
export function matchText(store: SegmentStore, q: string): FoundText {
  if (!store.textReady) throw new TextNotReady();
  const all = store.readers.map((reader) => reader.findText(q));
  const surest = all.reduce<TextMatch | null>((best, match) => (!best || isSurer(match, best) ? match : best), null);
  const reading = surest ?? { via: 'none', dropped: [] };
  return { found: all.map((match) => (match?.via === reading.via ? match : null)), reading };
}

function isSurer(match: TextMatch | null, than: TextMatch): boolean {
  if (!match) return false;
  const order = SURENESS.indexOf(match.via) - SURENESS.indexOf(than.via);
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
