import type { Lang } from '../../contract/lists.ts';
import { UNDO_SECONDS } from '../../contract/lifecycle.ts';
import type { Database, Tx } from '../../db/index.ts';
import { Conflict, Forbidden, NotFound } from '../../errors.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { act, noteRefusal, type Acting, type Run } from '../audit/act.ts';
import * as queries from './queries.ts';
import type { Verdict } from './queries.ts';
import type { Decided } from './schema.ts';

type Problem = NonNullable<Decided['problem']>;
type Noting = Parameters<Run<unknown>>[1];

const SENTENCES: Record<Problem['reason'], Record<Lang, string>> = {
  gone: { 'zh-CN': '没有找到，或不归您审核', en: 'It is not there, or not yours to decide' },
  own_work: { 'zh-CN': '自己写的须由别人审核', en: 'What you wrote yourself is decided by somebody else' },
  decided_already: {
    'zh-CN': '内容或结果刚刚有变化，请重新查看再决定',
    en: 'It was changed or decided just now; please look again before you decide',
  },
  not_publishable: {
    'zh-CN': '照现在的内容不能发布，请退回并说明',
    en: 'It cannot be published as it is; please return it and say why',
  },
  reason_needed: { 'zh-CN': '退回时请写明原因', en: 'A return needs a reason' },
};
const REASONS: Record<string, Problem['reason']> = {
  hidden: 'gone',
  second_person: 'own_work',
  changed: 'decided_already',
};

/** Decides one and notes it; what cannot be done is told, not thrown. A transaction that was refused by the database is thrown. */
async function decide(tx: Tx, note: Noting, verdict: Verdict, lang: Lang): Promise<Decided> {
  const { revision, decision, reason } = verdict;
  if (decision === 'return' && reason === null) return refused(revision, 'reason_needed', lang);
  const came = await queries.decide(tx, verdict);
  if (REASONS[came]) return refused(revision, REASONS[came], lang);
  const made = await queries.findMade(tx, came);
  const { state, decided_at } = made;
  const after = { revision, saved: verdict.saved, decision: came };
  note({ action: `moderation.${decision}`, subject: subjectOf(made), after });
  return {
    revision,
    result: state === 'returned' ? 'returned' : state === 'approved' ? 'scheduled' : 'approved',
    decision: came,
    undoUntil: toDateTime(new Date(decided_at.getTime() + (UNDO_SECONDS - 5) * 1000)),
    problem: null,
  };
}
/** Of the record: the thing itself, as of all that happens to it. */
const subjectOf = ({ kind, pin }: queries.Made) => `${kind}:${pin}`;
const refused = (revision: string, reason: Problem['reason'], lang: Lang): Decided => ({
  revision,
  result: 'refused',
  decision: null,
  undoUntil: null,
  problem: { reason, title: SENTENCES[reason][lang] },
});

/** Throws NotFound, Forbidden for one's own work, Conflict for what was changed or decided meanwhile. */
export async function decideRevision(
  database: Database,
  acting: Acting & { lang: Lang },
  verdict: Verdict,
): Promise<Decided> {
  const noting = { action: `moderation.${verdict.decision}`, subject: `revision:${verdict.revision}` };
  try {
    return await act(database, acting, async (tx, note) => {
      const decided = await decide(tx, note, verdict, acting.lang);
      if (decided.problem) throw toError(decided.problem);
      return decided;
    });
  } catch (cause) {
    if (cause instanceof NotFound || cause instanceof Forbidden) await noteRefusal(database, acting, noting);
    throw isUnpublishable(cause) ? new Conflict('not_complete') : cause;
  }
}

function toError({ reason }: Problem): Error {
  if (reason === 'gone') return new NotFound();
  if (reason === 'own_work') return new Forbidden('own_work');
  return new Conflict(reason === 'reason_needed' ? 'not_complete' : 'decided_already');
}

/** A table refused it: a code, a place or a number that is not there any more. */
const isUnpublishable = (cause: unknown) => /^(23|22)/.test((cause as { code?: string }).code ?? '');

/** Each by itself: one that the database refuses is told, and holds up nothing else. */
export function decideMany(
  database: Database,
  acting: Acting & { lang: Lang },
  verdicts: readonly Verdict[],
): Promise<{ results: Decided[] }> {
  return act(database, acting, async (tx, note) => {
    const results: Decided[] = [];
    for (const verdict of verdicts) {
      await queries.savepoint(tx);
      try {
        results.push(await decide(tx, note, verdict, acting.lang));
      } catch (cause) {
        if (!isUnpublishable(cause)) throw cause;
        await queries.rollBack(tx);
        results.push(refused(verdict.revision, 'not_publishable', acting.lang));
      }
    }
    return { results };
  });
}

/** Throws NotFound, and Conflict once it is too late. */
export function undoDecision(database: Database, acting: Acting, decision: string): Promise<{ done: boolean }> {
  return act(database, acting, async (tx, note) => {
    const came = await queries.undo(tx, decision);
    if (came === 'hidden') throw new NotFound();
    if (came !== 'done') throw new Conflict('not_now');
    const made = await queries.findMade(tx, decision);
    note({ action: 'moderation.undo', subject: subjectOf(made), after: { revision: made.revision, decision } });
    return { done: true };
  });
}
