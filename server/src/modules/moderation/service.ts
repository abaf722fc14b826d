import type { Lang } from '../../contract/lists.ts';
import { withActor, type Actor, type Database, type PinnedKind, type StoredThing, type Tx } from '../../db/index.ts';
import { Conflict, NotFound } from '../../errors.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { act, noteRefusal, type Acting } from '../audit/act.ts';
import { listPlacesOf } from '../pins/places-of.ts';
import { listThingsOf } from '../pins/things-of.ts';
import { listDecisions } from '../pins/queries.ts';
import { findThing } from '../reports/queries.ts';
import { listDuplicates } from './duplicates.ts';
import type { FlaggedWord } from './flagged-words.ts';
import { overdueBefore } from './overdue.ts';
import * as queries from './queries.ts';
import type { QueuedRow, QueueItem, QueueWanted } from './queries.ts';
import type { QueuedReport, QueuedRevision, QueueRow } from './schema.ts';
import { listWords } from './words.ts';

export interface ModerationParts {
  database: Database;
  pinned: readonly PinnedKind[];
  things: readonly StoredThing[];
  words: readonly FlaggedWord[];
}
type Filters = Omit<QueueWanted, 'late'>;
const MOST_POINTS = 2000;

const toInstitution = ({ institution_id, institution }: Pick<QueueItem, 'institution_id' | 'institution'>) =>
  institution_id === null ? null : { id: institution_id, name: institution ?? '' };
const toLngLat = ({ lng, lat }: { lng: number | null; lat: number | null }): [number, number] | null =>
  lng === null || lat === null ? null : [lng, lat];

const toRow = (item: QueueItem): QueueRow => ({
  kind: item.kind,
  pin: item.pin,
  title: item.title,
  institution: toInstitution(item),
  isChange: item.is_change,
  revision: item.revision,
  saved: item.saved,
  report: item.report,
  flags: item.flags,
  topics: item.topics,
  division: item.division,
  lngLat: toLngLat(item),
  waitsSince: toDateTime(new Date(item.micros / 1000)),
  isOverdue: item.is_late,
  sentWith: item.sent_with === null ? null : { id: item.sent_with, count: item.sent_many! },
  isOwn: item.is_own,
  mayDecide: item.may_decide,
});

export function readQueue(
  { database }: Pick<ModerationParts, 'database'>,
  { actor, now }: { actor: Actor; now: Date },
  { cursor, limit, ...filters }: Filters & { cursor?: string | undefined; limit: number },
) {
  return withActor(database, actor, async (tx) => {
    const [micros, item] = (cursor ?? '').split('.') as [string, string];
    const page = await queries.readQueue(
      tx,
      { ...filters, late: overdueBefore(now) },
      { cursor: cursor === undefined ? null : { micros: Number(micros), item }, limit: limit + 1 },
    );
    const shown = page.rows.slice(0, limit);
    const last = page.rows.length > limit ? shown.at(-1) : undefined;
    return {
      rows: shown.map(toRow),
      total: page.total,
      counts: { all: page.everything, reports: page.reports, overdue: page.late, flags: page.flags },
      next: last ? `${last.micros}.${last.item}` : null,
    };
  });
}

export function readQueueMap(
  { database }: Pick<ModerationParts, 'database'>,
  { actor, now }: { actor: Actor; now: Date },
  filters: Filters,
) {
  return withActor(database, actor, async (tx) => {
    const { points, placed, total } = await queries.readQueueMap(
      tx,
      { ...filters, late: overdueBefore(now) },
      MOST_POINTS,
    );
    return {
      points: points.map(({ lng, lat, ...point }) => ({ ...point, lngLat: [lng!, lat!] as [number, number] })),
      unplaced: total - placed,
      leftOut: placed - points.length,
    };
  });
}

/** Throws NotFound. */
export function readQueuedRevision(
  parts: ModerationParts,
  { actor, now, lang }: { actor: Actor; now: Date; lang: Lang },
  revision: string,
): Promise<QueuedRevision> {
  return withActor(parts.database, actor, async (tx) => {
    const row = await queries.findQueuedRevision(tx, revision);
    const kind = parts.pinned.find((one) => one.kind === row?.kind);
    if (!row || !kind) throw new NotFound();
    const decisions = await listDecisions(tx, revision);
    return {
      ...toQueued(row, revision, now),
      lngLat: toLngLat(row) ?? (await queries.findPosition(tx, row.body)),
      form: kind.form,
      places: await listPlacesOf(tx, kind.form, [row.body, row.base]),
      things: await listThingsOf(tx, parts.things, kind.form, [row.body, row.base]),
      words: listWords(parts.words, kind.form, row.body, lang),
      duplicates: await listDuplicates(tx, parts.things, { kind: row.kind, pin: row.pin, body: row.body }),
      decisions: decisions.map(({ decision, reason, decided_at, undone_at, is_mine }) => ({
        ...{ decision, reason, at: toDateTime(decided_at), isMine: is_mine },
        undoneAt: undone_at && toDateTime(undone_at),
      })),
    };
  });
}
const toQueued = (row: QueuedRow, revision: string, now: Date) => ({
  kind: row.kind,
  pin: row.pin,
  title: row.title,
  institution: toInstitution(row),
  isChange: row.base !== null,
  revision,
  saved: row.saved,
  report: null,
  flags: row.flags,
  topics: Array.isArray(row.body['topics']) ? (row.body['topics'] as string[]) : [],
  division: row.division,
  lngLat: toLngLat(row),
  waitsSince: toDateTime(row.submitted_at),
  isOverdue: row.state === 'submitted' && row.submitted_at < overdueBefore(now),
  isOwn: row.is_own,
  n: row.n,
  state: row.state,
  body: row.body,
  base: row.base,
  publishAt: row.publish_at && toDateTime(row.publish_at),
  author: row.author_since && { since: toDateTime(row.author_since), published: row.author_published },
  mayDecide: row.may_decide,
});

/** Throws NotFound. */
export const readQueuedReport = (parts: ModerationParts, actor: Actor, report: number): Promise<QueuedReport> =>
  withActor(parts.database, actor, (tx) => readReport(tx, parts, report));

async function readReport(tx: Tx, { things }: ModerationParts, report: number): Promise<QueuedReport> {
  const row = await queries.findQueuedReport(tx, report);
  if (!row) throw new NotFound();
  const thing = await findThing(tx, things, row.thing_id);
  return {
    report,
    kind: row.kind,
    pin: row.thing_id,
    title: thing?.title ?? row.thing_title,
    reason: row.reason,
    body: row.body,
    hasContact: row.has_contact,
    at: toDateTime(row.created_at),
    closedAt: row.closed_at && toDateTime(row.closed_at),
    outcome: row.outcome,
    isPublic: thing !== undefined,
    changedSince: thing !== undefined && thing.revision !== row.thing_revision,
  };
}

/** Throws NotFound, and Conflict where somebody else closed it. */
export async function closeReport(
  parts: ModerationParts,
  acting: Acting,
  report: number,
  outcome: NonNullable<QueuedReport['outcome']>,
): Promise<QueuedReport> {
  const noting = { action: 'moderation.close_report', subject: `report:${report}` };
  try {
    return await act(parts.database, acting, async (tx, note) => {
      const came = await queries.closeReport(tx, report, outcome);
      if (came === 'hidden') throw new NotFound();
      if (came === 'closed') throw new Conflict('decided_already');
      note({ ...noting, after: { outcome } });
      return readReport(tx, parts, report);
    });
  } catch (cause) {
    if (cause instanceof NotFound) await noteRefusal(parts.database, acting, noting);
    throw cause;
  }
}
