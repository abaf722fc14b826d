import { epochOf } from '../../catalogue/state.ts';
import type { Kind } from '../../contract/kinds.ts';
import { withReader, type Tx } from '../../db/index.ts';
import { toFeature, type RecordFeature } from '../open-data/geojson.ts';
import { listRecords } from '../open-data/queries.ts';
import type { RecordSources } from '../open-data/rows.ts';
import { findPosition, listPlaces, listPublic, listTouched, listTransactions, type Touched } from './queries.ts';

/** Where a reader is: after an item, in a feed that began some time. Nothing of it is a clock. */
export interface FeedCursor {
  /** Transaction of the last item; 0 while what there is is read for the first time. */
  modified: number;
  /** Its id. */
  id: number;
  /** Of the database, its last reset, and the transaction from which changes follow what there was. */
  since: { epoch: string; reset: number; xid: number };
}
export interface FeedItem {
  id: number;
  kind: Kind;
  state: 'updated' | 'deleted';
  modified: number;
  /** One feature for each place; nothing of what is deleted. */
  data?: { features: RecordFeature[] };
}
export interface FeedPage {
  items: FeedItem[];
  next: FeedCursor;
}

const PAGE = 250;
/** Looked at together. */
const TRANSACTIONS = 100;
const AFTER_ALL = Number.MAX_SAFE_INTEGER;

/** The items after a cursor; without one, or with one of another database or before a reset, from the beginning. */
export function readFeed(sources: RecordSources, cursor: FeedCursor | null): Promise<FeedPage> {
  return withReader(sources.database, async (tx) => {
    const epoch = epochOf(sources.live.current.origin);
    const { horizon, reset } = await findPosition(tx);
    const isKnown = cursor?.since.epoch === epoch && cursor.since.reset === reset && cursor.modified < horizon;
    const at = isKnown ? cursor : { modified: 0, id: 0, since: { epoch, reset, xid: horizon } };
    return at.modified === 0 ? readSnapshot(tx, sources, at) : readChanges(tx, sources, at);
  });
}

/** Where who reads from now on begins: what there is already is not told. */
export function cursorOfNow({ database, live }: Pick<RecordSources, 'database' | 'live'>): Promise<FeedCursor> {
  return withReader(database, async (tx) => {
    const { horizon, reset } = await findPosition(tx);
    return afterAll({ epoch: epochOf(live.current.origin), reset, xid: horizon });
  });
}
const afterAll = (since: FeedCursor['since']): FeedCursor => ({
  ...{ modified: Math.max(1, since.xid - 1), id: AFTER_ALL, since },
});

async function readSnapshot(tx: Tx, sources: RecordSources, { id, since }: FeedCursor): Promise<FeedPage> {
  const found = await listPublic(tx, sources.things, id, PAGE);
  const items = await toItems(
    tx,
    sources,
    found.map((one) => ({ ...one, modified: 0 })),
  );
  const isLast = found.length < PAGE;
  const next = isLast ? afterAll(since) : { modified: 0, id: found.at(-1)!.id, since };
  return { items, next };
}

async function readChanges(tx: Tx, sources: RecordSources, cursor: FeedCursor): Promise<FeedPage> {
  const { modified, id, since } = cursor;
  const kinds = sources.things.map(({ kind }) => kind);
  for (let from = modified; ;) {
    const xids = await listTransactions(tx, from, TRANSACTIONS);
    const page = await listTouched(tx, xids, { modified, id, limit: PAGE, kinds });
    const last = page.at(-1);
    if (last) return { items: await toItems(tx, sources, page), next: { modified: last.modified, id: last.id, since } };
    // What touched nothing public is passed over: an empty page says that there is no more.
    if (xids.length < TRANSACTIONS) return { items: [], next: cursor };
    from = xids.at(-1)! + 1;
  }
}

async function toItems(tx: Tx, { things }: RecordSources, touched: readonly Touched[]): Promise<FeedItem[]> {
  const requests = await listPlaces(tx, things, touched);
  const records = await listRecords(tx, things, requests);
  records.sort((a, b) => a.n - b.n);
  const byId = new Map<number, RecordFeature[]>();
  for (const record of records) {
    const feature = toFeature(record, { things, lang: 'en', crs: 'WGS84' });
    byId.set(record.id, [...(byId.get(record.id) ?? []), feature]);
  }
  return touched.map(({ kind, id, modified }) => {
    const features = byId.get(id);
    return features
      ? { id, kind, state: 'updated', modified, data: { features } }
      : { id, kind, state: 'deleted', modified };
  });
}
