import type { FormBody, FormField } from '../../../contract/form.ts';
import { ORGANISER } from '../../../contract/kinds.ts';
import type { PinnedKind } from '../../../db/index.ts';
import type { Columns, Draft } from '../../../intake/reading/drafts.ts';
import { toNameKey } from '../../../intake/reading/values/text.ts';
import type { Plan, Ref } from '../../../intake/plans.ts';
import type { Sheet } from '../../../intake/sheet/sheet.ts';
import { toFormPlace } from '../../../intake/sheet/to-body.ts';
import { readBody } from '../../pins/read-body.ts';
import { ofRow, type RowProblem } from './problems.ts';
import type { Seat } from './facts.ts';
import type { KnownHere } from './known-here.ts';

/** A row that may become a thing, in words of its form. */
export interface Candidate {
  lines: number[];
  sourceId: string;
  institution: number | null;
  /** What the file says, of the fields it has columns for. */
  said: FormBody;
  owned: string[];
  problems: RowProblem[];
}
export interface CandidateContext {
  pinned: PinnedKind;
  sheet: Sheet;
  here: KnownHere;
  seats: ReadonlyMap<string, Seat>;
  institution: { id: number; name: string; division: string | null };
  /** Keys of the columns of the file, with what the file calls them. */
  columns: ReadonlyMap<string, string>;
  /** The cell of a line. */
  cell: (line: number, key: string) => string;
  drafts: ReadonlyMap<number, Draft>;
  today: string;
}

/** Columns that say whose a row is, or which. */
const WHOSE = ['id', 'institution', 'institution_id', 'institution_type', 'institution_division', 'parent'];

export function toCandidate(plan: Plan, context: CandidateContext): Candidate {
  const { sheet, columns } = context;
  const problems: RowProblem[] = [];
  const draft = context.drafts.get(plan.lines[0]!)!;
  const owner = ownerOf(plan, draft, context, problems);
  const owned = Object.entries(sheet.form.fields).flatMap(([field, keys]) =>
    keys.some((key) => columns.has(key)) ? [field] : [],
  );
  const place = placeOf(plan, plan.thing ? plan.thing.place : (plan.links[0]?.place ?? null));
  const rough = (found: Columns | null, wants: boolean) =>
    found ?? (wants ? roughPlace(draft, owner.name, context, problems) : null);
  const main = mainColumns(plan, sheet);
  const isHeld = (of: Columns) => of.mode !== 'online' && 'mode' in of;
  const body = sheet.form.toBody({
    columns: main,
    place: sheet.kind === null ? null : rough(place, isHeld(main) || sheet.form.fields['place'] !== undefined),
    offerings: (plan.thing?.offerings ?? []).map(({ place: of, institution: _, ...rest }) => ({
      columns: rest,
      place: rough(placeOf(plan, of), isHeld(rest)),
    })),
    venue: sheet.kind === null ? plan.places[0]!.columns : null,
  });
  const said = readSaid(onlyOwned(body, owned), context, problems);
  noteLeft(plan, said, context, problems);
  return { lines: plan.lines, sourceId: plan.sourceId, institution: owner.id, said, owned, problems };
}

const mainColumns = (plan: Plan, { kind }: Sheet): Columns =>
  plan.thing?.columns ?? (kind === ORGANISER ? plan.institutions : plan.places)[0]!.columns;
const onlyOwned = (body: Columns, owned: readonly string[]): FormBody =>
  Object.fromEntries(Object.entries(body).filter(([field]) => owned.includes(field)));

function placeOf({ places }: Plan, ref: Ref | null): Columns | null {
  if (!ref) return null;
  if ('id' in ref) return { id: ref.id };
  const row = places.find(({ sourceId }) => sourceId === ref.sourceId);
  return row && row.columns.geom !== null ? toFormPlace(row.columns) : null;
}

/** Whose row it is; null with a problem where it is nobody’s that who acts may publish for. */
function ownerOf(
  plan: Plan,
  draft: Draft,
  { sheet, here, institution }: CandidateContext,
  problems: RowProblem[],
): { id: number | null; name: string } {
  if (sheet.kind === ORGANISER) {
    const above = draft.parent === null ? institution : onlyOne(here, draft.parent);
    if (!above) problems.push(ofRow('parent_later', draft.parent!, true));
    return { id: above?.id ?? institution.id, name: String(draft.columns.name) };
  }
  const { organiser } = draft;
  if (!organiser) return institution;
  const ref = plan.thing ? plan.thing.institution : (plan.links[0]?.institution ?? null);
  const found = organiser.name === null ? undefined : onlyOne(here, organiser.name);
  const known =
    (ref && 'id' in ref ? here.branch.find(({ id }) => id === ref.id) : undefined) ??
    (organiser.id === null ? undefined : here.branch.find(({ sourceId }) => sourceId === organiser.id)) ??
    found;
  if (known) return known;
  const name = organiser.name ?? organiser.id ?? '';
  problems.push(ofRow('no_institution', name));
  return { id: null, name };
}

function onlyOne({ byName }: KnownHere, name: string) {
  const named = byName.get(toNameKey(name)) ?? [];
  return named.length === 1 ? named[0]! : undefined;
}

/** Where nothing better is known: about the middle of the township or county that the row says, or its institution’s. */
function roughPlace(
  draft: Draft,
  organiser: string,
  { seats, institution, sheet }: CandidateContext,
  problems: RowProblem[],
): Columns | null {
  const [venue] = draft.venues;
  if (!venue) return null;
  // An institution may be without a place.
  if (sheet.kind === ORGANISER && venue.address === '') return null;
  const name = venue.name ?? (venue.address || venue.declared ? organiser : null);
  const seat = [venue.declared, draft.organiser?.division, institution.division]
    .flatMap((code) => (code ? [code.slice(0, 9), code.slice(0, 6)] : []))
    .map((code) => seats.get(code))
    .find((found) => found !== undefined);
  if (name === null || name === undefined || !seat) return null;
  if (!problems.some((one) => 'says' in one && one.says === 'placed_roughly'))
    problems.push(ofRow('placed_roughly', seat.name, true));
  const [lng, lat] = seat.lngLat.map((one) => Number(one.toFixed(5))) as [number, number];
  const position = { lngLat: [lng, lat], crs: 'WGS84', given: [lng, lat], precision: seat.precision };
  return {
    ...{ name, address: venue.address.slice(0, 300), accessibility: venue.accessibility },
    position: { ...position, division: seat.code, divisionBy: 'declared' },
  };
}

/** As the form takes it: a field that it does not take and can do without is left empty, with a warning. */
function readSaid(given: FormBody, { pinned, today, ...context }: CandidateContext, problems: RowProblem[]): FormBody {
  const { form } = pinned;
  const fields = { form: { ...form, fields: form.fields.filter(({ name }) => name in given) }, check: undefined };
  const read = readBody(fields, given, today);
  const bad = new Map(read.problems.map(({ field, message }) => [field.split('/')[1]!, message]));
  const said = { ...read.body };
  for (const [name, message] of bad) {
    const field = form.fields.find((one) => one.name === name)!;
    const isDropped = !field.isNeeded && message !== 'is needed here';
    if (isDropped) delete said[name];
    problems.push(ofField(field, message, isDropped, context));
  }
  return said;
}

/** What keeps a whole body from being submitted. */
export const ofField = (
  field: FormField,
  message: string,
  isDropped: boolean,
  { sheet, columns }: Pick<CandidateContext, 'sheet' | 'columns'>,
): RowProblem => {
  const key = (sheet.form.fields[field.name] ?? []).find((one) => columns.has(one));
  const column = key === undefined ? (field.names['zh-CN'] ?? field.name) : columns.get(key)!;
  return { column, value: '', isWarning: isDropped, message, ...(isDropped && { dropped: true }) };
};

/** Cells that no field of the form holds are named, so that nothing goes away without a word. */
function noteLeft(
  plan: Plan,
  said: FormBody,
  { sheet, columns, cell, drafts }: CandidateContext,
  problems: RowProblem[],
) {
  const used = new Set([...WHOSE, ...Object.values(sheet.form.fields).flat()]);
  const isPlain = (key: string, line: number) => key === 'status' && statusOf(drafts.get(line)) === 'scheduled';
  for (const [key, header] of columns) {
    // A form asks for seats once it says how to enrol.
    const isVain = key === 'capacity' && said['capacity'] === undefined && !('offerings' in said);
    if (used.has(key) && !isVain) continue;
    for (const line of plan.lines) {
      const value = cell(line, key);
      const isSaid = isVain && typeof drafts.get(line)?.columns.capacity !== 'number';
      if (value === '' || isSaid || isPlain(key, line)) continue;
      const says = isVain ? 'no_way_to_enrol' : 'left_out';
      problems.push({ column: header, value: '', isWarning: true, says, detail: value.slice(0, 60) });
    }
  }
}
const statusOf = (draft: Draft | undefined) => draft?.columns.status ?? draft?.offering?.status;
