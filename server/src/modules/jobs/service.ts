import { withActor, type Actor, type Database, type Tx } from '../../db/index.ts';
import { Conflict, NotFound } from '../../errors.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { act, type Acting } from '../audit/act.ts';
import { countSeenJobs, listSeenJobs, retryJob as retry, type JobsWanted, type SeenJob } from './queries.ts';
import type { Job } from './schema.ts';

interface JobParts {
  database: Database;
}

export function listJobs({ database }: JobParts, wanted: JobsWanted, actor: Actor) {
  return withActor(database, actor, async (tx) => {
    const rows = await listSeenJobs(tx, { ...wanted, limit: wanted.limit + 1 });
    const shown = rows.slice(0, wanted.limit);
    const next = rows.length > wanted.limit ? shown.at(-1)!.id : null;
    return { jobs: shown.map(toJob), next, counts: await countSeenJobs(tx) };
  });
}

/** Throws NotFound, and Conflict where it is done or running or a twin lives. */
export function retryJob({ database }: JobParts, acting: Acting, id: number): Promise<Job> {
  return act(database, acting, async (tx, note) => {
    const before = await readJob(tx, id);
    const came = await retry(tx, id);
    if (came !== 'now') throw new Conflict(came === 'twin' ? 'job_lives' : 'changed_meanwhile');
    note({ action: 'jobs.retry', subject: `job:${id}`, before: { state: before.state, attempts: before.attempts } });
    return toJob(await readJob(tx, id));
  });
}

async function readJob(tx: Tx, id: number): Promise<SeenJob> {
  const [job] = await listSeenJobs(tx, { id, limit: 1 });
  if (!job) throw new NotFound();
  return job;
}

const toJob = ({ id, kind, payload, state, attempts, run_at, made_at, ended_at, last_error }: SeenJob): Job => ({
  ...{ id, kind, payload, state, attempts },
  ...{ runAt: toDateTime(run_at), madeAt: toDateTime(made_at), endedAt: ended_at && toDateTime(ended_at) },
  lastError: last_error,
});
