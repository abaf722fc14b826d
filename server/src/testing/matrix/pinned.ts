import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { RevisionState } from '../../contract/lifecycle.ts';
import { insertActivity } from '../sample.ts';

export interface PinnedRevision {
  pin: number;
  revision: string;
  /** Null where nobody decided about it. */
  decision: string | null;
}
/** What somebody wrote: a revision in each state, one pin each but for the last two, which are of one public activity. */
export interface Pinned {
  revisions: Partial<Record<RevisionState, PinnedRevision>>;
  /** Null of what nobody offers. */
  activity: number | null;
  /** Another public one, that nobody wrote here. */
  imported: number | null;
  /** Of a mistake in the activity. */
  report: number | null;
}

/** In this order: one revision of a pin is public. */
const WAY: Record<RevisionState, readonly RevisionState[]> = {
  draft: [],
  submitted: ['submitted'],
  returned: ['submitted', 'returned'],
  approved: ['submitted', 'approved'],
  superseded: ['submitted', 'published', 'superseded'],
  published: ['submitted', 'published'],
  discarded: ['discarded'],
};
const BODY = JSON.stringify({
  ...{ title: '写的', topics: ['calligraphy'], format: 'lecture', mode: 'online' },
  series: { words: '', rule: null, times: [{ starts: '09:00', ends: '10:00' }], dates: ['2098-12-06'] },
});

export async function insertPinned(owner: pg.Pool, author: string, institution: number | null): Promise<Pinned> {
  const publish = async () =>
    institution === null ? null : insertActivity(owner, { title: '公开的', institution, place: null, mode: 'online' });
  const [activity, imported] = [await publish(), await publish()];
  const revisions: Pinned['revisions'] = {};
  if (activity !== null)
    await owner.query("INSERT INTO pins (id, kind, institution_id, presence) VALUES ($1, 'activity', $2, 'public')", [
      activity,
      institution,
    ]);
  for (const state of Object.keys(WAY) as RevisionState[]) {
    const isPublic = state === 'superseded' || state === 'published';
    if (isPublic && activity === null) continue;
    revisions[state] = await insertRevision(owner, {
      author,
      institution,
      state,
      activity: isPublic ? activity : null,
    });
  }
  return { revisions, activity, imported, report: activity === null ? null : await insertReport(owner, activity) };
}

async function insertRevision(
  owner: pg.Pool,
  given: { author: string; institution: number | null; state: RevisionState; activity: number | null },
): Promise<PinnedRevision> {
  const { author, institution, state, activity } = given;
  const made = await owner.query<{ id: number }>(
    "INSERT INTO pins (id, kind, institution_id) SELECT nextval('thing_id'), 'activity', $1 WHERE $2::bigint IS NULL RETURNING id",
    [institution, activity],
  );
  const pin = activity ?? made.rows[0]!.id;
  const { rows } = await owner.query<{ id: string }>(
    'INSERT INTO revisions (pin_id, n, author, body) VALUES ($1, $2, $3, $4) RETURNING id',
    [pin, state === 'published' ? 2 : 1, author, BODY],
  );
  const revision = rows[0]!.id;
  for (const next of WAY[state])
    await owner.query(
      "UPDATE revisions SET state = $2, submitted_at = CASE WHEN $2 = 'discarded' THEN NULL ELSE now() END WHERE id = $1",
      [revision, next],
    );
  if (WAY[state].length < 2) return { pin, revision, decision: null };
  const decided = await owner.query<{ id: string }>(
    'INSERT INTO decisions (revision_id, saved, decision, reason, decided_by) VALUES ($1, 1, $2, $3, $4) RETURNING id',
    [revision, state === 'returned' ? 'return' : 'approve', '因为测试', author],
  );
  await owner.query("INSERT INTO pin_events (pin_id, what, by_account) VALUES ($1, 'approved', $2)", [pin, author]);
  return { pin, revision, decision: decided.rows[0]!.id };
}

async function insertReport(owner: pg.Pool, activity: number): Promise<number> {
  const { rows } = await owner.query<{ id: number }>(
    `INSERT INTO reports (client_key, kind, thing_id, thing_title, thing_revision, thing_updated_at, reason, lang)
     VALUES ($1, 'activity', $2, '公开的', 1, now(), 'closed', 'zh-CN') RETURNING id::int AS id`,
    [randomUUID(), activity],
  );
  return rows[0]!.id;
}
