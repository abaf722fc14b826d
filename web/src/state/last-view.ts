import { readStored, store } from './stored.ts';
import { formatViewport, toViewport, type Viewport } from './url-query.ts';
import { isViewport } from './url-values.ts';

const KEY = 'zlm.view';

/** Where the map opens for who chose a place without measuring from it; null where nobody did. */
export function readLastView(): Viewport | null {
  const text = readStored(KEY);
  return text !== null && isViewport(text) ? toViewport(text) : null;
}

export function storeLastView(view: Viewport): void {
  store(KEY, formatViewport(view));
}
