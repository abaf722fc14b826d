import { listCards } from './answers.ts';
import { find, keep, KEPT_AT } from './caches.ts';
import { clusterCards, encodeTile, type Spots } from './cluster-tile.ts';
import { filterKey, isPrivate, type Plan } from './plan.ts';

declare const self: ServiceWorkerGlobalScope;

const AWAY = [502, 504];

/** The tile, or photo, of the server; without it the one kept, else one made of what lists have shown. */
export async function mapTile(request: Request, plan: Plan): Promise<Response> {
  const url = new URL(request.url);
  try {
    const response = await fetch(request);
    if (AWAY.includes(response.status)) throw new Error('the server is away');
    void keep(plan, request.url, response.clone());
    return response;
  } catch (error) {
    if (request.signal.aborted) throw error;
    const found = isPrivate(url) ? undefined : await find(plan, request.url);
    const kept = found ?? (plan === 'tile' ? await makeTile(url) : undefined);
    // Not there, says the map's own rule, is when it draws the parent tile.
    if (!kept) return new Response(null, { status: 404 });
    if (plan === 'tile') await tellPages(kept.headers.get(KEPT_AT));
    return kept;
  }
}

async function tellPages(keptAt: string | null): Promise<void> {
  for (const page of await self.clients.matchAll({ type: 'window' })) page.postMessage({ type: 'kept-tile', keptAt });
}

/** The filters whose cards were clustered last: a screen asks for many tiles at once. */
let clustered: { key: string; at: string | null; spots: Spots } | null = null;

async function makeTile(url: URL): Promise<Response> {
  const key = filterKey(url);
  const kept = await listCards(key);
  if (!kept) return new Response(null, { status: 204 });
  if (clustered?.key !== key || clustered.at !== kept.at) {
    clustered = { key, at: kept.at, spots: clusterCards(kept.cards) };
  }
  const bytes = encodeTile(clustered.spots, toTileId(url.pathname));
  const headers = { 'content-type': 'application/vnd.mapbox-vector-tile', [KEPT_AT]: kept.at ?? '' };
  return bytes ? new Response(bytes, { headers }) : new Response(null, { status: 204, headers });
}

function toTileId(pathname: string): [number, number, number] {
  const [z = 0, x = 0, y = 0] = pathname
    .replace(/\.mvt$/, '')
    .split('/')
    .slice(-3)
    .map(Number);
  return [z, x, y];
}
