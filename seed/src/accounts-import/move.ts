import type { Keys } from '@zlm/server/crypto/keys';
import type { ClientBase } from 'pg';
import { checkKeys } from '../own-keys.ts';
import { readStandings, readVisible } from './after.ts';
import { createBefore, hashStanding, type Before, type Standing } from './before.ts';
import { tellDifference } from './difference.ts';
import { isRefusal, type Fault } from './faults.ts';
import { findAccounts } from './find-accounts.ts';
import { loadKnown } from './known.ts';
import type { Mapping } from './mapping.ts';
import { readAccounts, type OldAccount } from './old-accounts.ts';
import { planAccount, type Plan } from './plan.ts';
import type { Note } from './read-table.ts';
import { readRights, type OldRights, type Tables } from './rights.ts';
import { toWanted } from './wanted.ts';
import { noteMoves, writePlans, type Hashes } from './write.ts';

/** Accounts in one transaction, which holds up who signs in on an embedded database. */
const BATCH = 500;
/** Somebody may register in between with a contact that was free. */
const TRIES = 3;
const UNIQUE_VIOLATION = '23505';

export interface Moving {
  keys: Keys;
  mapping: Mapping;
  tables: Tables;
  /** False: nothing stays of it. */
  apply: boolean;
  /** Accounts that are not the same before and after are moved too. */
  acceptDifferences: boolean;
  now: Date;
  note: Note;
  onProgress?: (done: number) => void;
}
export interface Moved {
  read: number;
  new: number;
  equal: number;
  changed: number;
  refused: number;
  /** Of those moved, or equal: with the same hash before and after. */
  sameHash: number;
  differ: number;
  /** Lines of the other tables that were not taken. */
  refusedLines: number;
  seconds: number;
}

interface Part extends Moving {
  client: ClientBase;
  rights: OldRights;
  before: Before;
  taken: Map<string, number>;
}

/** Moves accounts with all they may do, batch by batch: what was done stays when a later one fails; run it again. */
export async function moveAccounts(client: ClientBase, moving: Moving): Promise<Moved> {
  const started = performance.now();
  const { mapping, tables } = moving;
  await checkKeys(client, moving.keys);
  const counts = { new: 0, equal: 0, changed: 0, sameHash: 0, differ: 0 };
  const refusedLines = { accounts: new Set<number>(), others: new Set<string>() };
  const note = (fault: Fault) => {
    const isTaken = !isRefusal(fault) || (fault.code === 'differs' && moving.acceptDifferences);
    if (!isTaken && fault.table === 'accounts') refusedLines.accounts.add(fault.line);
    else if (!isTaken) refusedLines.others.add(`${fault.table} ${fault.line}`);
    moving.note(fault);
  };
  const known = await loadKnown(client, mapping.institutions);
  const rights = await readRights(tables, { known, mapping, note });
  const before = createBefore(rights, { mapping, known });
  const part: Part = { ...moving, note, client, rights, before, taken: new Map() };
  const [seen, refused] = [new Set<string>(), new Set<string>()];
  for await (const batch of inBatches(readAccounts(tables.accounts!, note, refused))) {
    for (const { name } of batch) seen.add(name);
    await moveBatch(part, batch, counts);
    moving.onProgress?.(seen.size);
  }
  for (const [account, fault] of rights.lines) if (!seen.has(account) && !refused.has(account)) note(fault);
  if (moving.apply && counts.new > 0) await client.query('ANALYZE persons, accounts, contacts, grants, account_moves');
  const refusedAccounts = refusedLines.accounts.size;
  return {
    ...counts,
    read: counts.new + counts.equal + counts.changed + refusedAccounts,
    refused: refusedAccounts,
    refusedLines: refusedLines.others.size,
    seconds: (performance.now() - started) / 1000,
  };
}

async function* inBatches(accounts: AsyncIterable<OldAccount>): AsyncGenerator<OldAccount[]> {
  let batch: OldAccount[] = [];
  for await (const account of accounts) {
    if (batch.push(account) < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

type Counts = Pick<Moved, Plan['outcome'] | 'sameHash' | 'differ'>;

async function moveBatch(part: Part, batch: readonly OldAccount[], counts: Counts): Promise<void> {
  const done = await inTransaction(part, () => tryBatch(part, batch));
  for (const fault of done.faults) part.note(fault);
  counts.differ += done.differ;
  counts.sameHash += done.plans.length - (part.acceptDifferences ? done.differ : 0);
  for (const { outcome } of done.plans) counts[outcome]++;
  for (const { account, old } of done.plans) part.taken.set(account, old.line);
}

interface Done {
  plans: Plan[];
  differ: number;
  faults: Fault[];
}

async function inTransaction({ client, apply }: Part, run: () => Promise<Done>): Promise<Done> {
  for (let tries = 1; ; tries++) {
    await client.query('BEGIN');
    try {
      const done = await run();
      await client.query(apply ? 'COMMIT' : 'ROLLBACK');
      return done;
    } catch (cause) {
      await client.query('ROLLBACK').catch(() => undefined);
      if ((cause as { code?: string }).code !== UNIQUE_VIOLATION || tries >= TRIES) throw cause;
    }
  }
}

async function tryBatch(part: Part, batch: readonly OldAccount[]): Promise<Done> {
  const { client, keys, mapping, now, apply } = part;
  const found = await findAccounts(client, { keys, source: mapping.source }, batch);
  const planning = { keys, source: mapping.source, found, taken: new Map(part.taken) };
  const faults: Fault[] = [];
  const plans: Plan[] = [];
  for (const old of batch) {
    const wanted = toWanted(old.name, part.rights, { mapping, now });
    const planned = planAccount(old, wanted.grants, planning);
    faults.push(...wanted.faults);
    if ('code' in planned) faults.push(planned);
    else plans.push(planned);
  }
  await client.query('SAVEPOINT batch');
  await writePlans(client, plans, mapping.source);
  const compared = await compare(part, plans);
  const different = compared.filter(({ difference }) => difference !== null);
  for (const { old, difference } of different) faults.push(old.fault('', 'differs', difference!));
  const kept = part.acceptDifferences ? compared : compared.filter(({ difference }) => difference === null);
  if (kept.length < compared.length && apply) {
    await client.query('ROLLBACK TO SAVEPOINT batch');
    await writePlans(client, kept, mapping.source);
  }
  if (apply) await noteMoves(client, kept, { source: mapping.source, now });
  return { plans: kept, differ: different.length, faults };
}

type Compared = Plan & Hashes & { difference: string | null };

async function compare({ client, before, now }: Part, plans: readonly Plan[]): Promise<Compared[]> {
  const seen = await readStandings(
    client,
    plans.map(({ account }) => account),
  );
  const compared: Compared[] = [];
  for (const [at, plan] of plans.entries()) {
    const [there, here] = [before.of(plan.old.name, now), seen[at]!];
    const hashes = { before: hashStanding(there), after: hashStanding(here) };
    const difference = hashes.before.equals(hashes.after) ? null : await tell(plan, there, here);
    compared.push({ ...plan, ...hashes, difference });
  }
  return compared;

  function tell({ account, old }: Plan, there: Standing, here: Standing): Promise<string> {
    return tellDifference(there, here, async (action) => ({
      there: before.visibleTo(old.name, action, now),
      here: await readVisible(client, account, action),
    }));
  }
}
