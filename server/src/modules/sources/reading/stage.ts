import type pg from 'pg';
import { toCanonicalJson } from '../../../crypto/canonical.ts';
import { sha256 } from '../../../crypto/token.ts';
import { decide, type Held, type Whole } from '../../../intake/feed/records.ts';
import type { Draft } from '../../../intake/reading/drafts.ts';
import type { Issue } from '../../../intake/reading/issues.ts';
import type { SourceToRead } from './source.ts';

/** What came of one record. */
export interface Came {
  record: string;
  modified: string;
  /** null: it was deleted. */
  said: { drafts: Draft[]; problems: Issue[] } | null;
  /** What it calls itself, where nothing else can be read. */
  title?: string | undefined;
}
type Client = Pick<pg.Client, 'query'>;

/** Lines are where it stood this time: not what it says. */
const hashOf = ({ drafts, problems }: { drafts: Draft[]; problems: Issue[] }) =>
  sha256(
    Buffer.from(
      toCanonicalJson(
        JSON.parse(JSON.stringify([drafts, problems], (key, value: unknown) => (key === 'line' ? 0 : value))),
      ),
    ),
  ).toString('hex');

const titleOf = (draft: Draft | undefined): string => {
  const title = draft?.columns['title'] ?? draft?.columns['name'];
  return typeof title === 'string' ? title.slice(0, 200) : '';
};

/** Keeps what came, in the transaction of who calls; answers how many of what is new cannot be read. */
export async function stage(
  client: Client,
  { id, epoch }: Pick<SourceToRead, 'id' | 'epoch'>,
  came: readonly Came[],
): Promise<number> {
  let rejected = 0;
  const { rows } = await client.query<Held & { record: string }>(
    `SELECT record, modified, epoch, is_gone AS "isGone", hash FROM source_records WHERE source_id = $1 AND record = ANY ($2) FOR UPDATE`,
    [id, came.map(({ record }) => record)],
  );
  const held = new Map<string, Held>(rows.map(({ record, ...one }) => [record, one]));
  const changed = new Map<string, object>();
  const seen = new Map<string, object>();
  for (const { record, modified, said, title } of came) {
    const hash = said && hashOf(said);
    const decision = decide(held.get(record), { modified, hash }, epoch);
    if (decision === 'older') continue;
    held.set(record, { modified, epoch, isGone: said === null, hash: hash ?? '' });
    seen.set(record, { record, modified });
    if (decision === 'same') continue;
    const { drafts = [], problems = [] } = said ?? {};
    const isRejected = said !== null && drafts.length === 0;
    if (isRejected) rejected++;
    changed.set(record, {
      ...{ source_id: id, record, modified, epoch, hash: hash ?? '', drafts, problems, is_gone: said === null },
      ...{ title: titleOf(drafts[0]) || (title ?? '').slice(0, 200), state: isRejected ? 'rejected' : 'staged' },
      verdict: said === null ? 'removed' : isRejected ? 'rejected' : decision,
    });
  }
  await client.query(
    `UPDATE source_records r SET modified = x.modified, epoch = $2 FROM jsonb_to_recordset($3::jsonb) AS x (record text, modified text)
     WHERE r.source_id = $1 AND r.record = x.record`,
    [id, epoch, JSON.stringify([...seen.values()])],
  );
  // What was deleted and never public needs nothing done; it is remembered, as an older copy may come after it.
  await client.query(
    `INSERT INTO source_records AS r (source_id, record, modified, epoch, hash, drafts, problems, is_gone, title, state, verdict)
     SELECT source_id, record, modified, epoch, hash, drafts, problems, is_gone, title, CASE WHEN is_gone THEN 'removed' ELSE state END, verdict
     FROM jsonb_populate_recordset(NULL::source_records, $1::jsonb)
     ON CONFLICT (source_id, record) DO UPDATE SET modified = excluded.modified, epoch = excluded.epoch, hash = excluded.hash,
       drafts = excluded.drafts, problems = excluded.problems, is_gone = excluded.is_gone, is_accepted = false, is_excused = false, changed_at = now(),
       title = CASE WHEN excluded.is_gone THEN r.title ELSE excluded.title END, verdict = excluded.verdict,
       state = CASE WHEN NOT excluded.is_gone THEN CASE WHEN excluded.drafts = '[]' THEN 'rejected' ELSE 'staged' END
         WHEN r.pin IS NOT NULL AND NOT r.has_left THEN 'staged' ELSE 'removed' END`,
    [JSON.stringify([...changed.values()])],
  );
  return rejected;
}

/** What a whole did not have is gone; who has seen changes alone cannot ask this. Answers how many. */
export async function stageAbsent(client: Client, { id }: Pick<SourceToRead, 'id'>, { epoch }: Whole): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE source_records SET is_gone = true, verdict = 'removed', changed_at = now(),
       state = CASE WHEN pin IS NOT NULL AND NOT has_left THEN 'staged' ELSE 'removed' END
     WHERE source_id = $1 AND epoch < $2 AND NOT is_gone`,
    [id, epoch],
  );
  return rowCount ?? 0;
}
