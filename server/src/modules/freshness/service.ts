import type { Kind } from '../../contract/kinds.ts';
import { withActor, withReader, type Actor, type Database } from '../../db/index.ts';
import { Conflict, NotFound } from '../../errors.ts';
import { toDay } from '../../formats/shanghai-time.ts';
import { act, noteRefusal, type Acting } from '../audit/act.ts';
import * as queries from './queries.ts';
import type { CountRow, QuestionRow, ThingsWanted } from './queries.ts';
import { FRESHNESS_STATES, type Confirmation, type FreshnessRow, type FreshnessThing } from './schema.ts';

export interface FreshnessParts {
  database: Database;
}
type Counts = FreshnessRow['counts'];

/** One step with a confirmation. Throws NotFound, and Conflict where it cannot be taken now. */
const step =
  (action: string, run: typeof queries.confirmThing) =>
  async ({ database }: FreshnessParts, acting: Acting, pin: number): Promise<Confirmation> => {
    const noting = { action, subject: `thing:${pin}` };
    try {
      return await act(database, acting, async (tx, note) => {
        const came = await run(tx, pin);
        if (came === 'hidden') throw new NotFound();
        if (came === 'closed') throw new Conflict('not_now');
        const row = await queries.findConfirmation(tx, pin, toDay(acting.now));
        if (!row) throw new NotFound();
        note({ ...noting, subject: `${row.kind}:${pin}`, after: { confirmedOn: row.confirmed_on } });
        const { kind, state, is_public: isPublic } = row;
        return {
          ...{ pin, kind, isPublic, state, confirmedOn: row.confirmed_on },
          ...{ confirmedBy: row.confirmed_by, hidesOn: row.hides_on },
        };
      });
    } catch (cause) {
      if (cause instanceof NotFound) await noteRefusal(database, acting, noting);
      throw cause;
    }
  };
export const confirmThing = step('things.confirm', queries.confirmThing);
export const undoConfirmation = step('things.confirm_undo', queries.undoConfirmation);

const none = (): Counts => Object.fromEntries(FRESHNESS_STATES.map((state) => [state, 0])) as Counts;

/** Counts of what who asks may review; each thing is in one row and one state. */
export async function getFreshness(
  { database }: FreshnessParts,
  actor: Actor,
  { kind, now }: { kind: Kind | undefined; now: Date },
) {
  const today = toDay(now);
  const counted = await withActor(database, actor, (tx) => queries.countFreshness(tx, today));
  const wanted = counted.filter((row) => kind === undefined || row.kind === kind);
  const rows = new Map<string | null, FreshnessRow>();
  for (const row of wanted) add(rows, row);
  return { today, rows: [...rows.values()], total: wanted.reduce((sum, { things }) => sum + things, 0) };
}
function add(rows: Map<string | null, FreshnessRow>, { county, name, name_en, kind, state, things }: CountRow): void {
  let row = rows.get(county);
  if (!row) {
    row = { county, name: name ?? '', nameEn: name_en ?? '', total: 0, counts: none(), byKind: {} };
    rows.set(county, row);
  }
  row.total += things;
  row.counts[state] += things;
  (row.byKind[kind] ??= none())[state] += things;
}

/** A page of them, with how many there are. */
export async function listFreshness(
  { database }: FreshnessParts,
  actor: Actor,
  { now, ...wanted }: ThingsWanted & { now: Date },
) {
  const rows = await withActor(database, actor, (tx) =>
    queries.listFreshness(tx, toDay(now), { ...wanted, most: wanted.most + 1 }),
  );
  const shown = rows.slice(0, wanted.most);
  const last = rows.length > wanted.most ? shown.at(-1) : undefined;
  return {
    things: shown.map((row): FreshnessThing => ({
      ...{ id: row.id, kind: row.kind, title: row.title, state: row.state, isDemo: row.is_demo },
      institution: row.institution === null ? null : { id: row.institution, name: row.institution_name ?? '' },
      ...{ confirmedOn: row.confirmed_on, confirmedBy: row.confirmed_by, hidesOn: row.hides_on },
    })),
    total: rows[0]?.total ?? 0,
    next: last ? `${last.confirmed_on ?? ''}.${last.id}` : null,
  };
}

/** What a link asks; null for one that was never sent. */
export const findQuestion = ({ database }: FreshnessParts, link: Buffer, now: Date): Promise<QuestionRow | null> =>
  withReader(database, (tx) => queries.findQuestion(tx, link, toDay(now)));

/** Confirms by a link, once. What came of it. */
export const answerQuestion = (
  { database }: FreshnessParts,
  { link, question, now, requestId }: { link: Buffer; question: QuestionRow; now: Date; requestId: string },
) =>
  act(database, { actor: { kind: 'system', name: 'still-right' }, now, requestId }, async (tx, note) => {
    const came = await queries.answerQuestion(tx, link, toDay(now));
    const subject = `${question.kind}:${question.thing}`;
    if (came === 'done') note({ action: 'things.confirm', subject, after: { question: question.id } });
    return came;
  });
