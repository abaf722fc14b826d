import type { Card, Endpoints, SearchAnswer } from '@zlm/server/contract';
import { call } from '../../api/call.ts';

export type SearchWords = Parameters<typeof call<Endpoints['search']>>[2]['query'];

export const PAGE = 20;
const LARGEST_PAGE = 100;

/** A thing is listed once at each of its places. */
export const cardKey = ({ id, place }: Card): string => `${id} ${place?.id}`;

/** Counts without their list: the server cannot read it now. */
export const lacksItems = ({ degraded }: SearchAnswer): boolean => degraded.includes('items');

export function search(query: SearchWords, signal: AbortSignal): Promise<SearchAnswer> {
  return call<Endpoints['search']>('GET', '/api/search', { query }, signal);
}

/** The first page, and as many more as hold `shown` cards. */
export async function readAgain(words: SearchWords, shown: number, signal: AbortSignal): Promise<SearchAnswer> {
  const limit = Math.min(LARGEST_PAGE, Math.max(1, Math.ceil(shown / PAGE)) * PAGE);
  const asked = { ...words, limit: String(limit) };
  const answer = await search(asked, signal);
  const cards = new Map(answer.items.map((card) => [cardKey(card), card]));
  let cursor = answer.nextCursor;
  while (cursor && cards.size < shown) {
    const page = await search({ ...asked, cursor }, signal);
    for (const card of page.items) cards.set(cardKey(card), card);
    cursor = page.nextCursor;
  }
  return { ...answer, items: [...cards.values()], nextCursor: cursor };
}
