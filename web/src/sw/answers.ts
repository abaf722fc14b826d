import type { Card } from '@zlm/server/contract';
import { cacheName, find, forget, keep, KEPT_AT, KEPT_OTHER } from './caches.ts';
import { filterKey, isPrivate, partKey, type Plan } from './plan.ts';

/** From here on what this device kept is better than waiting. */
const PATIENCE_MS = 4_000;
/** A proxy whose server is away. */
const AWAY = [502, 504];

/** The server's answer; in its absence, or when it is slow, the one kept last. */
export async function answer(request: Request, plan: Plan): Promise<Response> {
  const url = new URL(request.url);
  const asked = fetchAndKeep(request, plan);
  const kept = () => (plan === 'search' ? findSearch(url) : find(plan, request.url));
  const first = await Promise.race([asked.catch(() => null), pause(PATIENCE_MS)]);
  if (first && !AWAY.includes(first.status)) return first;
  return (await kept()) ?? asked;
}

async function fetchAndKeep(request: Request, plan: Plan): Promise<Response> {
  const response = await fetch(request);
  if (response.status === 404 || response.status === 410) await forget(plan, request.url);
  else void keep(plan, request.url, response.clone());
  return response;
}

/** The same search, or the last one with the same filters at another part of the map; a list of what is on no map never stands for one of the map. */
async function findSearch(url: URL): Promise<Response | undefined> {
  const same = isPrivate(url) ? undefined : await find('search', url.href);
  if (same || url.searchParams.has('cursor')) return same;
  const [key, part] = [filterKey(url), partKey(url)];
  const [last] = (await listKept((kept) => filterKey(kept) === key && partKey(kept) === part)).reverse();
  if (!last) return undefined;
  const headers = new Headers(last.headers);
  headers.set(KEPT_OTHER, '1');
  return new Response(await last.blob(), { headers });
}

/** Kept searches that are wanted, oldest first. */
async function listKept(isWanted: (url: URL) => boolean): Promise<Response[]> {
  const cache = await caches.open(cacheName('search'));
  const requests = (await cache.keys()).filter(({ url }) => isWanted(new URL(url)));
  const found = await Promise.all(requests.map((request) => cache.match(request, { ignoreVary: true })));
  return found.filter((response): response is Response => response !== undefined);
}

/** Everything lists with these filters have shown, each spot of a thing once; null when there was no such list. */
export async function listCards(key: string): Promise<{ cards: Card[]; at: string | null } | null> {
  const kept = await listKept((url) => filterKey(url) === key);
  if (kept.length === 0) return null;
  const cards = new Map<string, Card>();
  for (const response of kept) {
    const { items } = (await response.clone().json()) as { items: Card[] };
    for (const card of items) cards.set(`${card.id} ${card.place?.id}`, card);
  }
  return { cards: [...cards.values()], at: kept[kept.length - 1]!.headers.get(KEPT_AT) };
}

function pause(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), ms));
}
