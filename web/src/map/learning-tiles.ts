import type { FilterInput } from '@zlm/server/contract';
import type { addProtocol } from 'maplibre-gl';
import { atMostEvery } from '../api/at-most-every.ts';
import { toTileUrl } from './tile-url.ts';

type Load = Parameters<typeof addProtocol>[1];
type TileId = { z: number; x: number; y: number };

/** Scheme of the tiles in the style; they are asked for with the filters of the moment. */
export const SCHEME = 'learning';
export const TILE_URL = `${SCHEME}://{z}/{x}/{y}`;

export interface LearningTiles {
  load: Load;
  /** Other filters: all tiles are another answer. */
  filter(filters: FilterInput): void;
  /** These tiles may be different now, null for all. */
  change(tiles: readonly string[] | null): void;
  /** The map came to rest: what it shows again may be out of date. */
  settle(): void;
}

interface Input {
  origin: string;
  filters: FilterInput;
  /** Makes the map ask again for those of these tiles it shows; for all without a list. */
  refresh: (tiles?: TileId[]) => void;
}
interface Flight {
  key: string;
  /** Changed after it was asked for. */
  isOld: boolean;
}

const REFRESH_MS = 100;
const TRIES = 3; // while what is asked for keeps changing
const MOST_STALE = 4_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/** Fetches tiles so that none is older than the last change told, and none fails for a moment's trouble. */
export function createLearningTiles({ origin, filters, refresh }: Input): LearningTiles {
  let present = filters;
  const flights = new Set<Flight>();
  /** Changed and not asked for since: kept by the map out of view, or not there at all. */
  const stale = new Set<string>();
  let areAllStale = false;
  const refreshing = atMostEvery(REFRESH_MS, refreshStale);

  function refreshStale(): void {
    if (areAllStale) refreshAll();
    else if (stale.size > 0) refresh(Array.from(stale, toTileId));
  }
  function refreshAll(): void {
    areAllStale = false;
    stale.clear();
    for (const flight of flights) flight.isOld = true;
    refresh();
  }

  async function fly(flight: Flight, signal: AbortSignal) {
    for (let tries = 1; ; tries++) {
      flight.isOld = false;
      stale.delete(flight.key);
      const tile = await fetchTile(() => toTileUrl(present, origin, flight.key), signal);
      if (!flight.isOld) return tile;
      if (tries < TRIES) continue;
      stale.add(flight.key);
      refreshing.ask();
      return tile;
    }
  }

  return {
    async load({ url }, { signal }) {
      const flight = { key: url.slice(SCHEME.length + 3), isOld: false };
      flights.add(flight);
      try {
        return await fly(flight, signal);
      } finally {
        flights.delete(flight);
      }
    },
    filter(next) {
      present = next;
      refreshAll();
    },
    change(tiles) {
      for (const key of tiles ?? []) stale.add(key);
      areAllStale ||= tiles === null || stale.size > MOST_STALE;
      for (const flight of flights) flight.isOld ||= stale.has(flight.key);
      refreshing.ask();
    },
    settle: refreshStale,
  };
}

/** Waits out a server or a connection that is away, until the tile is no longer wanted. */
async function fetchTile(toUrl: () => string, signal: AbortSignal) {
  for (let failures = 0; ; failures++) {
    try {
      const response = await fetch(toUrl(), { signal });
      if (response.status < 500 && response.status !== 429) {
        // Without its ETag: for a tile that came unmodified MapLibre draws no frame, and never tells that it is at rest.
        return { data: response.ok ? await response.arrayBuffer() : new ArrayBuffer(0) };
      }
    } catch (error) {
      if (signal.aborted) throw error;
    }
    await pause(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures), signal);
  }
}

/** Ends early when the connection is back. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    function end(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      globalThis.removeEventListener?.('online', end);
      if (signal.aborted) reject(new DOMException('no longer wanted', 'AbortError'));
      else resolve();
    }
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    globalThis.addEventListener?.('online', end);
  });
}

function toTileId(key: string): TileId {
  const [z = 0, x = 0, y = 0] = key.split('/').map(Number);
  return { z, x, y };
}
