import type { ClientBase } from 'pg';
import type { LngLat } from '../../formats/crs.ts';
import type { KnownThings } from '../known.ts';
import { locate } from '../locate.ts';
import type { Plan, Ref } from '../plans.ts';
import type { Draft } from '../reading/drafts.ts';
import type { Issue } from '../reading/issues.ts';
import type { Reference } from '../reading/reference.ts';
import { SOMEWHERE } from '../resolve/county.ts';
import { resolve } from '../resolve/index.ts';
import type { Sheet, Sheets } from '../sheet/sheet.ts';
import { rowsOf, writePlans } from '../write/index.ts';
import type { Outcome } from '../write/upsert.ts';

/** A record of a source with the rows it is made of. */
export interface FeedRecord {
  id: number;
  drafts: readonly Draft[];
}
export type ApplyVerdict = 'new' | 'changed' | 'same' | 'rejected';
/** What became of a record, or would. */
export interface Applied {
  id: number;
  verdict: ApplyVerdict;
  /** Under which its thing stands; null where it became none. */
  sourceId: string | null;
  thing: number | null;
  title: string;
  lngLat: LngLat | null;
  sourceUrl: string | null;
  /** Why it is rejected, else what is left out. */
  problems: Issue[];
}
export interface ApplyContext {
  kind: Sheet;
  sheets: Sheets;
  reference: Reference;
  known: KnownThings;
  /** Source system. */
  source: string;
  /** Division in which its things lie, with its name; what lies elsewhere is rejected. */
  area: { code: string; name: string };
  /** In Shanghai. */
  today: string;
}
export interface ApplyOptions {
  dryRun: boolean;
  /** Runs in the transaction that writes these records. */
  mark?: (client: ClientBase, applied: readonly Applied[]) => Promise<void>;
}

const VERDICTS: Record<Outcome, ApplyVerdict> = { created: 'new', updated: 'changed', unchanged: 'same' };

/** Writes records of a source, as many as one transaction takes; what people changed here stays. What is rejected is not marked. */
export async function applyRecords(
  client: ClientBase,
  records: readonly FeedRecord[],
  context: ApplyContext,
  { dryRun, mark }: ApplyOptions,
): Promise<Applied[]> {
  const { kind, sheets, source, today, area } = context;
  // The line of a draft is the place of its record, from 1.
  const drafts = records.flatMap(({ drafts }, at) => drafts.map((draft) => putAt(draft, at + 1)));
  const spots = drafts.flatMap(({ venues }) => venues.flatMap(({ spot }) => spot ?? []));
  const headerOf = (key: string) => kind.columns.find((column) => column.key === key)?.zh ?? key;
  const { plans, rejected, warnings } = resolve(drafts, {
    ...context,
    locations: await locate(client, spots),
    headerOf,
  });
  // A position that is nowhere near was left out: what says no more is not here.
  const away = new Set(warnings.filter(({ code }) => code === 'outside').map(({ line }) => line));
  const isAway = ({ lines }: Plan) => lines.some((line) => away.has(line));
  const liesIn = await areWithin(client, plans, context, isAway);
  const within = (plan: Plan) => liesIn(plan) ?? !isAway(plan);
  const inside = plans.filter((plan) => within(plan));
  const problems = [
    ...rejected,
    ...plans
      .filter((plan) => !within(plan))
      .map(({ lines }): Issue => ({ ...NOWHERE, line: lines[0]!, detail: area.name })),
  ];
  const applied = new Map<number, Applied>();
  const { rejected: refused } = await writePlans(client, inside, {
    ...{ kind, sheets, source, dryRun, today, remembers: true },
    onWritten: async (tx, written, rows) => {
      const main = rowsOf(kind, rows);
      const done = written.map((plan) => {
        const { id: thing, outcome } = main.get(plan.sourceId)!;
        const at = plan.lines[0]! - 1;
        const said = warnings.filter(({ line }) => plan.lines.includes(line));
        return { ...factsOf(records[at]!), verdict: VERDICTS[outcome], sourceId: plan.sourceId, thing, problems: said };
      });
      await mark?.(tx, done);
      for (const one of done) applied.set(one.id, one);
    },
  });
  problems.push(...refused);
  return records.map((record, at): Applied => {
    const why = problems.filter(({ line }) => line === at + 1);
    const done = applied.get(record.id);
    if (done && why.length === 0) return done;
    return { ...factsOf(record), verdict: 'rejected', sourceId: null, thing: null, problems: why };
  });
}

const putAt = (draft: Draft, line: number): Draft => ({
  ...{ ...draft, line },
  warnings: draft.warnings.map((warning) => ({ ...warning, line })),
});

const NOWHERE = { column: '', value: '', code: 'out-of-area' } as const;
const factsOf = ({ id, drafts }: FeedRecord): Pick<Applied, 'id' | 'title' | 'lngLat' | 'sourceUrl'> => {
  const [draft] = drafts;
  const title = draft?.columns['title'] ?? draft?.columns['name'];
  return {
    id,
    title: typeof title === 'string' ? title : '',
    lngLat: draft?.venues[0]?.spot?.wgs84 ?? null,
    sourceUrl: draft?.sourceUrl ?? null,
  };
};

/** Whether a plan lies in the area: by its place, else by who offers it; null where neither says. */
async function areWithin(
  client: ClientBase,
  plans: readonly Plan[],
  { sheets, source, area }: ApplyContext,
  isAway: (plan: Plan) => boolean,
) {
  const refsOf = ({ thing }: Plan) => ({
    place: thing?.place ?? thing?.offerings[0]?.place ?? null,
    institution: thing?.institution ?? thing?.offerings[0]?.institution ?? null,
  });
  const all = plans.map(refsOf);
  const placeOf = await findDivisions(
    client,
    sheets.places,
    source,
    all.map(({ place }) => place),
  );
  const institutionOf = await findDivisions(
    client,
    sheets.organisers,
    source,
    all.map(({ institution }) => institution),
  );
  const divisionOf = (plan: Plan): string | null => {
    const { place, institution } = refsOf(plan);
    const written = (rows: Plan['places'], ref: Ref | null) =>
      rows.find(({ sourceId }) => ref === null || ('sourceId' in ref && ref.sourceId === sourceId))?.columns[
        'division'
      ];
    return (
      ((written(plan.places, place) ?? placeOf(place) ?? written(plan.institutions, institution)) as string | null) ??
      institutionOf(institution)
    );
  };
  const codes = [...new Set(plans.flatMap((plan) => divisionOf(plan) ?? []))];
  const { rows } = await client.query<{ code: string }>(
    'SELECT code FROM unnest($1::text[]) AS code WHERE lies_in(code, $2)',
    [codes, area.code],
  );
  const inside = new Set(rows.map(({ code }) => code));
  return (plan: Plan): boolean | null => {
    const division = divisionOf(plan);
    // That a place is somewhere in the province is supposed, not said.
    if (division === null || (division === SOMEWHERE && isAway(plan))) return null;
    return inside.has(division);
  };
}

async function findDivisions(client: ClientBase, { table }: Sheet, source: string, refs: readonly (Ref | null)[]) {
  const ids = refs.flatMap((ref) => (ref && 'id' in ref ? ref.id : []));
  const sourceIds = refs.flatMap((ref) => (ref && 'sourceId' in ref ? ref.sourceId : []));
  const { rows } = await client.query<{ id: number; own: string | null; division: string | null }>(
    `SELECT id::float8 AS id, CASE WHEN source_system = $1 THEN source_id END AS own, division FROM ${table}
     WHERE id = ANY ($2) OR source_system = $1 AND source_id = ANY ($3)`,
    [source, ids, sourceIds],
  );
  return (ref: Ref | null): string | null => {
    if (!ref) return null;
    const found = rows.find((row) => ('id' in ref ? row.id === ref.id : row.own === ref.sourceId));
    return found?.division ?? null;
  };
}
