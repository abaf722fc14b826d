import { withActor, withReader, type Actor, type Database, type Tx } from '../../db/index.ts';
import { Invalid } from '../../errors.ts';
import { toDay } from '../../formats/shanghai-time.ts';
import { act, type Acting } from '../audit/act.ts';
import { demand } from '../authority/service.ts';
import { findDuplicates, findLike, type Likely } from './duplicates.ts';
import {
  forgetNotDuplicates,
  listDivisionNames,
  listLikely,
  listNotDuplicates,
  listReviewed,
  noteNotDuplicates,
} from './queries.ts';
import type { AlikeDraft } from './schema.ts';

interface Source {
  database: Database;
}

/** Pairs both of which are in the scope of who asks. Throws Invalid. */
export async function listDuplicates(
  { database }: Source,
  { verdict, cursor, limit }: { verdict: 'open' | 'different'; cursor?: string | undefined; limit: number },
  actor: Actor,
  now: Date,
) {
  const { likely, not } = await withActor(database, actor, async (tx) => {
    const reviewed = await listReviewed(tx);
    const all = (await readLikely(tx, now)).filter(({ id }) => reviewed.has(id));
    return { likely: all, not: await listNotDuplicates(tx) };
  });
  const names = new Map(likely.map(({ id, name }) => [id, name]));
  const found = verdict === 'open' ? await findDuplicates(likely, not) : not.filter(isKnown).map(toSaid);
  function isKnown({ a, b }: { a: number; b: number }): boolean {
    return names.has(a) && names.has(b);
  }
  const from = cursor === undefined ? 0 : found.findIndex((pair) => keyOf(pair) === cursor) + 1;
  if (cursor !== undefined && from === 0)
    throw new Invalid([{ in: 'query', field: 'cursor', message: 'is not a cursor of this search' }]);
  const pairs = found.slice(from, from + limit).map(({ a, b, score, reasons }) => ({
    ...{ a: { id: a, name: names.get(a)! }, b: { id: b, name: names.get(b)! } },
    ...{ score, reasons: [...reasons] },
  }));
  const last = found[from + limit - 1];
  return { pairs, total: found.length, nextCursor: last && from + limit < found.length ? keyOf(last) : null };
}
const toSaid = ({ a, b }: { a: number; b: number }) => ({ a, b, score: null, reasons: [] });
const keyOf = ({ a, b }: { a: number; b: number }) => `${a}.${b}`;

/** Throws NotFound where one is not within the scope of who reviews. */
export function reviewDuplicate(
  { database }: Source,
  { a, b, verdict }: { a: number; b: number; verdict: 'different' | 'open' },
  acting: Acting,
): Promise<{ done: true }> {
  return act(database, acting, async (tx, note) => {
    for (const institution of [a, b]) await demand(tx, 'tree.review', { institution });
    const by = acting.actor.kind === 'account' ? acting.actor.account : acting.actor.kind;
    if (verdict === 'different') await noteNotDuplicates(tx, [a, b], by);
    else await forgetNotDuplicates(tx, [a, b]);
    note({
      action: `duplicates.${verdict}`,
      subject: `institution:${Math.min(a, b)}`,
      after: { other: Math.max(a, b) },
    });
    return { done: true };
  });
}

/** For each draft the public institutions it may be. */
export async function findAlike({ database }: Source, drafts: readonly AlikeDraft[], now: Date) {
  const { all, lineOf } = await withReader(database, async (tx) => ({
    all: await readLikely(tx, now),
    lineOf: await readLines(tx),
  }));
  const names = new Map(all.map(({ id, name }) => [id, name]));
  const likely = drafts.map(({ division, ...draft }, at) => ({
    ...{ ...draft, id: -1 - at, otherNames: [], divisions: lineOf(division) },
  }));
  const alike = await findLike(likely, all);
  return {
    alike: alike.map((pairs) =>
      pairs.map(({ b, score, reasons }) => ({
        institution: { id: b, name: names.get(b)! },
        score,
        reasons: [...reasons],
      })),
    ),
  };
}

async function readLikely(tx: Tx, now: Date): Promise<Likely[]> {
  const rows = await listLikely(tx, toDay(now));
  const lineOf = await readLines(tx);
  return rows.map(({ division, lng, lat, ...row }) => ({
    ...row,
    divisions: lineOf(division),
    lngLat: lng === null || lat === null ? null : [lng, lat],
  }));
}

/** A division and those above it. */
async function readLines(tx: Tx) {
  const byCode = new Map((await listDivisionNames(tx)).map((division) => [division.code, division]));
  return function lineOf(code: string | null): Likely['divisions'][number][] {
    const own = code === null ? undefined : byCode.get(code);
    return own ? [{ code: own.code, name: own.name }, ...lineOf(own.parent)] : [];
  };
}
