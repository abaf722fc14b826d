import type { Card, FilterInput, Kind } from '@zlm/server/contract';
import { TOPIC_FILTER } from '@zlm/server/contract/filter-table';
import { traitsOf } from '@zlm/server/contract/kinds';
import { circleFilter } from '../../state/circle.ts';
import type { LngLat } from '../../geometry/lng-lat.ts';

/** What others may be like. */
export interface Pattern {
  kind: Kind;
  id: number;
  topics: readonly string[];
  at: LngLat | null;
  /** Metres that may be off. */
  precision?: number | null;
  /** Why somebody who came for it needs another one. */
  trouble: 'full' | 'cancelled' | 'ended' | null;
}

const REACH_M = 5_000;
const SHOWN = 3;
const SHOWN_INSTEAD = 5;
/** The thing itself is among the answers, perhaps at several places. */
export const ASKED = 12;

/** The same kind and topics, near and with seats where that means something. */
export function relatedFilters({ kind, topics, at }: Pick<Pattern, 'kind' | 'topics' | 'at'>): FilterInput {
  return {
    kind,
    ...(topics.length > 0 ? { [TOPIC_FILTER]: [...topics].sort().join(',') } : {}),
    ...(at && circleFilter([at[0].toFixed(4), at[1].toFixed(4)], REACH_M)),
    ...(traitsOf(kind).hasSeats ? { seats: 'few,many' } : {}),
  };
}

/** The first few others, each once. */
export function pickRelated(cards: readonly Card[], { id, trouble }: Pick<Pattern, 'id' | 'trouble'>): Card[] {
  const others = new Map<number, Card>();
  for (const card of cards) if (card.id !== id && !others.has(card.id)) others.set(card.id, card);
  return [...others.values()].slice(0, trouble ? SHOWN_INSTEAD : SHOWN);
}
