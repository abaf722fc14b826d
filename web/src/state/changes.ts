import { onScopeDispose } from 'vue';
import { store } from './stored.ts';

/** Tiles `z/x/y` that may look different now; null when anything may. */
export interface Change {
  tiles: readonly string[] | null;
}
type Listener = (change: Change) => void;

const HIDDEN_MS = 60_000; // a page nobody looks at keeps its stream this long
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** Tells pages of the same browser which one reads: connections to one host are few. */
const READER_KEY = 'zlm.reader';

const listeners = new Set<Listener>();
let last: string | null = null;
let stream: EventSource | null = null;
let failures = 0;
let retry: ReturnType<typeof setTimeout> | undefined;
let rest: ReturnType<typeof setTimeout> | undefined;

/** Calls `listener` with every change until its scope ends. */
export function onChange(listener: Listener): void {
  listeners.add(listener);
  onScopeDispose(() => listeners.delete(listener));
}

/** Has everything shown read again: it may be out of date. */
export function assumeChanged(): void {
  for (const listener of listeners) listener({ tiles: null });
}

/** Hears of everything that changes after `version`; only the first call counts. */
export function followChanges(version: string): void {
  if (last !== null || !('EventSource' in window)) return;
  last = version;
  document.addEventListener('visibilitychange', () => (document.hidden ? wane() : open()));
  window.addEventListener('online', reopen);
  window.addEventListener('offline', close);
  window.addEventListener('pagehide', close);
  window.addEventListener('pageshow', open);
  window.addEventListener('storage', ({ key }) => key === READER_KEY && document.hidden && close());
  open();
}

function open(): void {
  clearTimeout(rest);
  if (last === null || stream || document.hidden || !navigator.onLine) return;
  clearTimeout(retry);
  store(READER_KEY, crypto.getRandomValues(new Uint32Array(2)).join('-'));
  stream = new EventSource(`/api/changes?since=${encodeURIComponent(last)}`);
  // A greeting is no change: its id would skip what comes right after it.
  stream.addEventListener('hello', () => (failures = 0));
  stream.addEventListener('change', (event: MessageEvent<string>) => tell(event, toTiles(event)));
  stream.addEventListener('reset', (event) => tell(event, null));
  // The browser would wait long, and give up for good on an HTTP error.
  stream.addEventListener('error', openLater);
}

function close(): void {
  clearTimeout(retry);
  stream?.close();
  stream = null;
}

function reopen(): void {
  close();
  failures = 0;
  open();
}

function openLater(): void {
  close();
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures++);
  // Spread out, so that not everybody comes back at once.
  retry = setTimeout(open, wait * (0.5 + Math.random() / 2));
}

function wane(): void {
  clearTimeout(rest);
  rest = setTimeout(close, HIDDEN_MS);
}

function tell({ lastEventId }: MessageEvent, tiles: Change['tiles']): void {
  if (lastEventId) last = lastEventId;
  for (const listener of listeners) listener({ tiles });
}

function toTiles({ data }: MessageEvent<string>): Change['tiles'] {
  const { tiles } = JSON.parse(data) as { tiles?: string[] };
  return tiles ?? null;
}
