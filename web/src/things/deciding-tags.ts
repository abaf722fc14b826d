import type { Card } from '@zlm/server/contract';
import { classOfSeats } from '@zlm/server/contract/seats';
import { isUnlocated } from '@zlm/server/contract/unplaced';
import { toneOf } from './status-tone.ts';

export type Tag = 'status' | 'full' | 'few' | 'price' | 'mode' | 'unlocated' | 'about' | 'seats';
type Facts = Pick<Card, 'status' | 'seats' | 'price' | 'mode' | 'place'> & Partial<Pick<Card, 'stale'>>;

const MOST = 2;

/** The two facts that decide most whether somebody goes, first the one that decides more; one beside that it is stale. */
export function decidingTags(card: Facts, isAbout: boolean): Tag[] {
  const { status, price, mode, seats } = card;
  const left = seats?.left ?? null;
  const isFull = status === 'full' || left === 0;
  const isOff = status !== null && status !== 'scheduled' && status !== 'full';
  const isFew = classOfSeats(left, seats?.capacity ?? null) === 'few';
  // What will not take place has no seats.
  const willBe = !isOff || toneOf(status) === 'warn';
  const is: Record<Tag, boolean> = {
    status: isOff,
    full: willBe && isFull,
    few: willBe && isFew,
    price: price !== null,
    mode: mode !== null && mode !== 'offline',
    unlocated: isUnlocated(card),
    about: isAbout,
    seats: willBe && !isFull && !isFew && left !== null,
  };
  return (Object.keys(is) as Tag[]).filter((tag) => is[tag]).slice(0, card.stale ? 1 : MOST);
}
