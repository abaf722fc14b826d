import type pg from 'pg';
import type { RUN_FAILURES, RecordVerdict } from '../../../contract/source-states.ts';
import { withActor, type Database } from '../../../db/index.ts';
import { toDay } from '../../../formats/shanghai-time.ts';
import { BrokenFile, TooLong } from '../../../intake/broken-file.ts';
import { RpdeBroken } from '../../../formats/rpde.ts';
import { BadWalk } from '../../../intake/feed/walk.ts';
import { loadKnown } from '../../../intake/known.ts';
import { NotPrepared } from '../../../intake/not-prepared.ts';
import { loadReference } from '../../../intake/reference.ts';
import type { Job, JobKind, Parts } from '../../../module.ts';
import { appendAudit } from '../../audit/queries.ts';
import { toPayload } from '../../audit/payload.ts';
import { loadSheets, sheetOf } from '../../imports/reading/sheets-here.ts';
import { applyStaged, findHalt, type Halt } from './apply-staged.ts';
import { createFetching, NotReached } from '../fetching.ts';
import { readSource, type ReadSource } from './read-source.ts';
import { systemOf, type SourceToRead } from './source.ts';

type Failure = (typeof RUN_FAILURES)[number];
const MOST_TRIES = 5;
/** Counted from the beginning of this look, and a little sooner: what is said in between is to be here within the time. */
const NEXT = `greatest(now(), (SELECT started_at FROM source_runs WHERE id = $4) + every_minutes * interval '1 minute' - interval '15 seconds')`;

/** Looks at a source: fetches what is new and writes what may be written. Begun again it goes on where it stopped. */
export const runSourceJob: JobKind = {
  kind: 'sources.run',
  mostAttempts: MOST_TRIES,
  run: async (parts, job) => {
    const source = await findSource(parts.database, String(job.payload['source']));
    if (!source) return;
    const run = new Run(parts.database, source);
    await run.begin();
    try {
      await parts.database.maintain((client) => look(client, source, { parts, job, run }));
    } catch (cause) {
      job.signal.throwIfAborted();
      const failure = toFailure(cause);
      await run.fail(failure ?? 'failed');
      if (!failure) throw cause;
    }
  },
};

async function findSource({ pool }: Pick<Database, 'pool'>, id: string): Promise<SourceToRead | null> {
  const { rows } = await pool.query<SourceToRead>(
    `SELECT s.id, s.kind, s.format, s.url, s.area, d.name AS area_name, s.crs, s.every_minutes, s.state, s.rule, s.cursor, s.epoch,
       s.is_whole, s.may_remove, i.name AS institution
     FROM sources s JOIN divisions d ON d.code = s.area JOIN institutions i ON i.id = s.institution_id
     WHERE s.id = $1 AND s.state IN ('previewing', 'active')`,
    [id],
  );
  return rows[0] ?? null;
}

async function look(
  client: pg.Client,
  source: SourceToRead,
  { parts, job, run }: { parts: Parts; job: Job; run: Run },
) {
  const { signal, now } = job;
  const isPreview = source.state === 'previewing';
  const sheets = await loadSheets(client);
  const sheet = sheetOf(sheets, source.kind);
  const reference = await loadReference(client, sheets);
  if (!reference) throw new NotPrepared();
  const fetchBytes = createFetching(source, parts.config.sourceOrigins);
  const read = await readSource({
    ...{ client, source, sheet, sheets, reference, today: toDay(now), signal, isPreview, fetchBytes },
    onPage: (count, rejected) => run.onPage(count, rejected),
  });
  const halt = isPreview ? null : await findHalt(client, source);
  if (halt) return run.halt(halt, read);
  const prepare = async () => ({
    ...{ kind: sheet, sheets, reference, source: systemOf(source), today: toDay(now) },
    known: await loadKnown(client, sheet, systemOf(source), sheets),
    area: { code: source.area, name: source.area_name },
  });
  await applyStaged({ client, source, prepare, signal, isPreview, onLot: (counts) => run.onLot(counts) });
  await run.end(read);
}

function toFailure(cause: unknown): Failure | null {
  if (cause instanceof NotReached) return 'not_reached';
  if (cause instanceof BadWalk) return cause.why;
  if (cause instanceof TooLong) return cause.reason === 'too-slow' ? 'too_slow' : 'too_large';
  return cause instanceof BrokenFile || cause instanceof RpdeBroken ? 'not_a_feed' : null;
}

/** One look, as it is told to operators. */
class Run {
  #database: Database;
  #source: SourceToRead;
  #id = 0;
  #counts: Partial<Record<RecordVerdict, number>> = {};
  constructor(database: Database, source: SourceToRead) {
    [this.#database, this.#source] = [database, source];
  }

  async begin(): Promise<void> {
    const { rows } = await this.#database.pool.query<{ id: number }>(
      `INSERT INTO source_runs (source_id, is_preview) VALUES ($1, $2) RETURNING id::float8 AS id`,
      [this.#source.id, this.#source.state === 'previewing'],
    );
    this.#id = rows[0]!.id;
  }
  async onPage(read: number, rejected: number): Promise<void> {
    if (rejected > 0) await this.onLot({ rejected });
    await this.#database.pool.query('UPDATE source_runs SET pages = pages + 1, read = read + $2 WHERE id = $1', [
      this.#id,
      read,
    ]);
  }
  async onLot(counts: Partial<Record<RecordVerdict, number>>): Promise<void> {
    for (const [verdict, n] of Object.entries(counts) as [RecordVerdict, number][])
      this.#counts[verdict] = (this.#counts[verdict] ?? 0) + n;
    await this.#database.pool.query('UPDATE source_runs SET counts = $2 WHERE id = $1', [
      this.#id,
      JSON.stringify(this.#counts),
    ]);
  }

  async end({ isAtEnd, licence }: ReadSource): Promise<void> {
    const isPreview = this.#source.state === 'previewing';
    const says = isPreview
      ? `state = 'previewed', previewed_at = now(), is_preview_whole = $2`
      : `may_remove = false, due_at = CASE WHEN $2 THEN ${NEXT} ELSE now() END`;
    await this.#close(
      null,
      `failures = 0, failure = NULL, licence = coalesce($3, licence), ${says},
       complete_at = CASE WHEN $2 THEN (SELECT started_at FROM source_runs WHERE id = $4) ELSE complete_at END`,
      [isAtEnd, licence, this.#id],
    );
    await this.#wakeTick();
  }
  /** The job that looks what is due comes each minute, and for what is due sooner than that at its time. */
  async #wakeTick(): Promise<void> {
    await this.#database.pool.query(
      `SELECT enqueue_job('sources.tick', '{}', id::text, due_at) FROM sources
       WHERE id = $1 AND state = 'active' AND due_at < now() + interval '1 minute'`,
      [this.#source.id],
    );
  }
  halt(why: Halt, { licence }: ReadSource): Promise<void> {
    return this.#close(null, `state = 'halted', halt = $2, licence = coalesce($3, licence), version = version + 1`, [
      why,
      licence,
    ]);
  }
  fail(why: Failure): Promise<void> {
    return this.#close(
      why,
      `failures = failures + 1, failure = $2, state = CASE WHEN state = 'previewing' THEN 'failed' ELSE state END,
       due_at = now() + greatest(every_minutes, least(60, 2 ^ least(failures, 6))) * interval '1 minute'`,
      [why],
    );
  }

  /** What came of it is told where it is kept, with an entry of the record for what did something. */
  async #close(failure: Failure | null, says: string, values: unknown[]): Promise<void> {
    const { id } = this.#source;
    const counts = this.#counts;
    await this.#database.pool.query('UPDATE source_runs SET ended_at = now(), failure = $2 WHERE id = $1', [
      this.#id,
      failure,
    ]);
    await this.#database.pool.query(`UPDATE sources SET ${says} WHERE id = $1`, [id, ...values]);
    const isIdle = failure === null && Object.entries(counts).every(([verdict, n]) => verdict === 'same' || n === 0);
    if (isIdle) return;
    const actor = { kind: 'system', name: 'sources' } as const;
    const acting = { actor, now: new Date(), requestId: `run:${this.#id}` };
    const note = { action: 'sources.run', subject: `source:${id}`, after: { run: this.#id, failure, ...counts } };
    await withActor(this.#database, actor, (tx) => appendAudit(tx, [toPayload(note, acting)]), { retry: true });
  }
}
