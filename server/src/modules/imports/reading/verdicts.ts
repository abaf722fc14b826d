import type { FormBody } from '../../../contract/form.ts';
import { placeOf, valuesOf } from '../../../contract/form-rows.ts';
import type { RowVerdict } from '../../../contract/import-states.ts';
import type { LngLat } from '../../../formats/crs.ts';
import { readBody } from '../../pins/read-body.ts';
import { ofRow, type RowProblem } from './problems.ts';
import { ofField, type Candidate, type CandidateContext } from './candidates.ts';
import { compare, type PlaceFacts } from './compare.ts';
import type { PinFacts, Remembered } from './facts.ts';

/** A row of `import_rows`, as it is written when the file is read. */
export interface NewRow {
  line: number;
  raw: [number, string[]][];
  source_id: string | null;
  title: string;
  verdict: RowVerdict;
  institution_id: number | null;
  pin: number | null;
  waiting: string | null;
  waiting_saved: number | null;
  body: FormBody | null;
  before: FormBody | null;
  said: FormBody | null;
  owned: string[];
  changed: string[];
  kept: string[];
  problems: RowProblem[];
  is_warned: boolean;
  lng: number | null;
  lat: number | null;
}
export interface VerdictContext extends CandidateContext {
  remembered: ReadonlyMap<string, Remembered>;
  /** By source id, of what nothing is remembered. */
  found: ReadonlyMap<string, number>;
  facts: ReadonlyMap<number, PinFacts>;
  places: ReadonlyMap<number, PlaceFacts>;
  mayWrite: (institution: number, topics: readonly string[]) => boolean;
  raw: (line: number) => string[];
}

export const topicsOf = ({ topics }: FormBody): string[] => (Array.isArray(topics) ? (topics as string[]) : []);
export const titleOf = ({ title, name }: FormBody): string => {
  const called = title ?? name;
  return typeof called === 'string' ? called.slice(0, 200) : '';
};

/** The ids of known places that bodies name. */
export function placeIdsOf(context: Pick<CandidateContext, 'pinned'>, bodies: readonly (FormBody | null)[]): number[] {
  return bodies.flatMap((body) =>
    [...valuesOf(context.pinned.form.fields, body ?? {})].flatMap(({ field, value }) => {
      const id = field.type === 'place' ? (value as { id?: unknown }).id : undefined;
      return typeof id === 'number' ? [id] : [];
    }),
  );
}

export const pinOf = ({ remembered, found }: Pick<VerdictContext, 'remembered' | 'found'>, sourceId: string) =>
  remembered.get(sourceId)?.pin ?? found.get(sourceId) ?? null;

/** What a row would do. */
export function judge(candidate: Candidate, context: VerdictContext): NewRow[] {
  const { said, owned, institution } = candidate;
  const problems = [...candidate.problems];
  const pin = pinOf(context, candidate.sourceId);
  const fact = pin === null ? undefined : context.facts.get(pin);
  if (fact) problems.push(...standing(fact, institution));
  const now = nowOf(fact);
  const last = context.remembered.get(candidate.sourceId)?.said ?? null;
  const compared = now
    ? compare({ said, owned, now, last }, context.places)
    : { body: said, changed: Object.keys(said), kept: [] };
  const owner = fact?.institution ?? institution;
  const isIdle = now !== null && compared.changed.length === 0;
  if (!isIdle && !problems.some(({ isWarning }) => !isWarning)) {
    const { problems: lacks } = readBody(context.pinned, compared.body, context.today);
    for (const { field, message } of lacks) {
      const named = context.pinned.form.fields.find(({ name }) => name === field.split('/')[1]);
      problems.push(named ? ofField(named, message, false, context) : ofRow('not_complete'));
    }
    if (owner !== null && !context.mayWrite(owner, topicsOf(compared.body))) problems.push(ofRow('not_yours'));
  }
  const isRejected = problems.some(({ isWarning }) => !isWarning);
  const verdict = isRejected ? 'rejected' : now === null ? 'new' : isIdle ? 'same' : 'changed';
  const at = positionOf(compared.body, context.places);
  const row: NewRow = {
    line: candidate.lines[0]!,
    raw: candidate.lines.map((line) => [line, context.raw(line)]),
    source_id: candidate.sourceId,
    title: titleOf(said) || titleOf(compared.body),
    verdict,
    institution_id: owner,
    pin: isRejected && now === null ? null : pin,
    waiting: fact?.open?.id ?? null,
    waiting_saved: fact?.open?.saved ?? null,
    ...{ body: compared.body, before: now, said, owned },
    ...{ changed: compared.changed, kept: compared.kept, problems },
    is_warned: !isRejected && problems.length > 0,
    ...{ lng: at?.[0] ?? null, lat: at?.[1] ?? null },
  };
  return [row];
}

/** What is public, or waits; null: nothing is. */
function nowOf(fact: PinFacts | undefined): FormBody | null {
  if (!fact) return null;
  return fact.open?.body ?? (fact.presence === 'public' ? fact.body : null);
}

function standing({ presence, open, institution, institutionName }: PinFacts, wanted: number | null): RowProblem[] {
  if (presence === 'withdrawn' || presence === 'archived') return [ofRow('withdrawn_here')];
  if (open && !open.isMine) return [ofRow('somebody_at_it')];
  if (open && !open.byImport) return [ofRow('own_draft')];
  return wanted !== null && institution !== null && institution !== wanted
    ? [ofRow('institution_stays', institutionName ?? '', true)]
    : [];
}

function positionOf(body: FormBody, places: ReadonlyMap<number, PlaceFacts>): LngLat | null {
  const own = body['position'] as { lngLat: LngLat } | undefined;
  if (own) return own.lngLat;
  const place = placeOf(body);
  if (!place) return null;
  return 'id' in place ? (places.get(place.id)?.lngLat ?? null) : place.position.lngLat;
}
