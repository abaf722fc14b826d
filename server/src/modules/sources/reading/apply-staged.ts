import type pg from 'pg';
import { MOST_REMOVED, type RecordVerdict } from '../../../contract/source-states.ts';
import { applyRecords, type Applied, type ApplyContext, type FeedRecord } from '../../../intake/feed/apply.ts';
import { comeBack, leaveBySource } from '../../../intake/write/leave.ts';
import type { SourceToRead } from './source.ts';

/** On the embedded database everybody else waits for a lot: about half a second. */
const LOT = 250;
/** So few may go at once from a small source. */
const ALWAYS_REMOVED = 3;
const MOST_REJECTED = 0.2;

export interface Applying {
  client: pg.Client;
  source: SourceToRead;
  /** What is known here, read where there is something to write. */
  prepare: () => Promise<ApplyContext>;
  signal: AbortSignal;
  isPreview: boolean;
  onLot: (counts: Partial<Record<RecordVerdict, number>>) => Promise<void>;
}
interface Writing extends Applying {
  context: ApplyContext;
}
interface Staged extends FeedRecord {
  is_accepted: boolean;
  is_gone: boolean;
  has_left: boolean;
  thing: string | null;
}
export type Halt = 'many_removed' | 'many_rejected';

/** Why what is staged has to be asked about first; null: it may go on. */
export async function findHalt(
  client: Pick<pg.Client, 'query'>,
  { id, may_remove }: SourceToRead,
): Promise<Halt | null> {
  if (may_remove) return null;
  const { rows } = await client.query<{ public: number; gone: number; unreadable: number }>(
    `SELECT count(*) FILTER (WHERE pin IS NOT NULL AND NOT has_left)::int AS public,
       count(*) FILTER (WHERE state = 'staged' AND is_gone)::int AS gone,
       count(*) FILTER (WHERE state = 'rejected' AND pin IS NOT NULL AND NOT has_left AND NOT is_excused)::int AS unreadable
     FROM source_records WHERE source_id = $1`,
    [id],
  );
  const { public: of, gone, unreadable } = rows[0]!;
  if (gone > ALWAYS_REMOVED && gone > of * MOST_REMOVED) return 'many_removed';
  return unreadable > ALWAYS_REMOVED && unreadable > of * MOST_REJECTED ? 'many_rejected' : null;
}

/** Writes what is staged, some records a transaction, each once whatever is killed when. */
export async function applyStaged(applying: Applying): Promise<void> {
  const { client, source, signal, prepare } = applying;
  let context: ApplyContext | null = null;
  for (let after = 0; ;) {
    signal.throwIfAborted();
    const { rows } = await client.query<Staged>(
      `SELECT id::float8 AS id, drafts, is_accepted, is_gone, has_left, thing FROM source_records
       WHERE source_id = $1 AND state = 'staged' AND id > $2 ORDER BY id LIMIT ${LOT}`,
      [source.id, after],
    );
    if (rows.length === 0) return;
    after = rows.at(-1)!.id;
    context ??= await prepare();
    const writing = { ...applying, context };
    const counts: Partial<Record<RecordVerdict, number>> = {};
    const count = (verdict: RecordVerdict) => (counts[verdict] = (counts[verdict] ?? 0) + 1);
    const gone = rows.filter(({ is_gone }) => is_gone);
    const here = rows.filter(({ is_gone }) => !is_gone);
    if (!applying.isPreview && gone.length > 0) await remove(writing, gone);
    gone.forEach(() => count('removed'));
    for (const { verdict } of await decideAndWrite(writing, here)) count(verdict);
    await applying.onLot(counts);
  }
}

/** What has to wait for somebody is looked at only. */
async function decideAndWrite(applying: Writing, records: readonly Staged[]): Promise<Applied[]> {
  const { client, context, isPreview, source } = applying;
  const free = records.filter(({ is_accepted }) => !isPreview && (is_accepted || source.rule === 'publish'));
  const doubtful = records.filter((record) => !free.includes(record));
  const judged = doubtful.length > 0 ? await applyRecords(client, doubtful, context, { dryRun: true }) : [];
  const waits = ({ verdict }: Applied) =>
    isPreview || (source.rule === 'review' ? verdict === 'new' || verdict === 'changed' : verdict === 'new');
  const waiting = judged.filter((one) => one.verdict !== 'rejected' && waits(one));
  await mark(client, waiting, 'waiting');
  const goesOn = new Set(judged.filter((one) => one.verdict !== 'rejected' && !waits(one)).map(({ id }) => id));
  const toWrite = records.filter((record) => free.includes(record) || goesOn.has(record.id));
  const written = toWrite.length > 0 ? await write(applying, toWrite) : [];
  const rejected = [...judged, ...written].filter(({ verdict }) => verdict === 'rejected');
  await mark(client, rejected, 'rejected');
  return [...waiting, ...written.filter(({ verdict }) => verdict !== 'rejected'), ...rejected];
}

function write({ client, context }: Writing, records: readonly Staged[]): Promise<Applied[]> {
  const left = new Set(records.filter(({ has_left }) => has_left).map(({ id }) => id));
  return applyRecords(client, records, context, {
    dryRun: false,
    mark: async (tx, applied) => {
      const back = applied.filter(({ id }) => left.has(id)).map(({ sourceId }) => sourceId!);
      if (back.length > 0) await comeBack(tx, context.kind, { source: context.source, sourceIds: back });
      await mark(tx, applied, 'public');
    },
  });
}

/** Where each stands now, with what is said of it. */
async function mark(
  client: Pick<pg.Client, 'query'>,
  applied: readonly Applied[],
  state: 'public' | 'waiting' | 'rejected',
) {
  if (applied.length === 0) return;
  const rows = applied.map(({ id, verdict, sourceId, thing, title, lngLat, sourceUrl, problems }) => ({
    ...{ id, verdict, thing: sourceId, pin: thing, title: title.slice(0, 200), source_url: sourceUrl, problems },
    ...{ lng: lngLat?.[0] ?? null, lat: lngLat?.[1] ?? null },
  }));
  await client.query(
    `UPDATE source_records r SET state = $2, verdict = x.verdict, title = x.title, problems = x.problems, lng = x.lng, lat = x.lat,
       source_url = x.source_url, is_warned = $2 <> 'rejected' AND x.problems <> '[]', changed_at = now(),
       thing = CASE WHEN $2 = 'public' THEN x.thing ELSE r.thing END, pin = CASE WHEN $2 = 'public' THEN x.pin ELSE r.pin END,
       has_left = r.has_left AND $2 <> 'public', dead_looks = CASE WHEN r.source_url IS DISTINCT FROM x.source_url THEN 0 ELSE r.dead_looks END
     FROM jsonb_to_recordset($1::jsonb) AS x (id bigint, verdict text, thing text, pin bigint, title text, lng float8, lat float8,
       source_url text, problems jsonb) WHERE r.id = x.id`,
    [JSON.stringify(rows), state],
  );
}

async function remove({ client, context }: Writing, records: readonly Staged[]): Promise<void> {
  await client.query(`BEGIN; SELECT set_config('app.actor', 'system:sources', true)`);
  try {
    const sourceIds = records.flatMap(({ thing }) => thing ?? []);
    const left = await leaveBySource(client, context.kind, { source: context.source, sourceIds });
    await client.query(
      `UPDATE source_records SET state = CASE WHEN thing = ANY ($2) THEN 'removed' ELSE 'public' END, has_left = thing = ANY ($2),
         changed_at = now() WHERE id = ANY ($1)`,
      [records.map(({ id }) => id), [...left]],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw cause;
  }
}
