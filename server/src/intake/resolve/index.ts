import { ORGANISER } from '../../contract/kinds.ts';
import { countyOf } from '../reading/division-names.ts';
import type { Draft, VenueDraft } from '../reading/drafts.ts';
import { INSTITUTION, type Issue } from '../reading/issues.ts';
import type { Plan, PlaceLink, Row } from '../plans.ts';
import { hasOnePlace } from '../has-one-place.ts';
import type { Sheet } from '../sheet/sheet.ts';
import { merge } from './merge.ts';
import { findOrganiser, mentionedOrganiser } from './organisers.ts';
import { resolveParents } from './parents.ts';
import { isOnMap, mentionedPlace, onlyPlaceOf, ownPlace, placedIn, unnamedPlace } from './places.ts';
import { keysId, mentionedId, nameId } from './source-ids.ts';
import { createState, Unresolved, warn, type Parts, type ResolveContext, type State } from './state.ts';

export interface Resolved extends Pick<State, 'warnings' | 'elsewhere' | 'counties' | 'rough' | 'unplaced'> {
  plans: Plan[];
  rejected: Issue[];
  /** Rows that were put together with an earlier one. */
  merged: number;
}

/** Resolves names and positions of drafts into what has to be written: one plan for each thing. */
export function resolve(drafts: readonly Draft[], context: ResolveContext): Resolved {
  const state = createState(context);
  const plans = new Map<string, Plan>();
  const rejected: Issue[] = [];
  let merged = 0;
  const refuse = (line: number, { key, value, code, detail }: Unresolved) =>
    rejected.push({ line, column: state.headerOf(key), value, code, detail });

  for (const draft of knownCountyFirst(drafts)) {
    state.warnings.push(...draft.warnings);
    try {
      const plan = planOf(state, draft);
      const earlier = plans.get(plan.sourceId);
      if (!earlier) plans.set(plan.sourceId, plan);
      else if (merge(context.kind, earlier, plan)) merged++;
      else throw new Unresolved('id', draft.id ?? '', 'duplicate-id', String(earlier.lines[0]));
    } catch (cause) {
      if (!(cause instanceof Unresolved)) throw cause;
      refuse(draft.line, cause);
    }
  }
  resolveParents(state, plans, (plan, cause) => {
    plans.delete(plan.sourceId);
    for (const line of plan.lines) refuse(line, cause);
  });
  const { warnings, elsewhere, counties, rough, unplaced } = state;
  return { plans: [...plans.values()], rejected, merged, warnings, elsewhere, counties, rough, unplaced };
}

/** So that rows which do not say where find the places and institutions of those that do. */
function knownCountyFirst(drafts: readonly Draft[]): Draft[] {
  const rank = ({ organiser, venues }: Draft) => {
    if (venues.some(({ spot, isApproximate }) => spot && !isApproximate)) return 0;
    return !organiser || countyOf(organiser.division) !== null || venues.some(({ spot }) => spot) ? 1 : 2;
  };
  return [0, 1, 2].flatMap((wanted) => drafts.filter((draft) => rank(draft) === wanted));
}

function planOf(state: State, draft: Draft): Plan {
  // What rows of every kind may mention has plans of its own.
  if (state.kind.kind === ORGANISER) return planInstitution(state, draft);
  return state.kind.kind === null ? planPlace(state, draft) : planThing(state, draft);
}

function planInstitution(state: State, draft: Draft): Plan {
  const name = String(draft.columns.name);
  const placed = draft.venues.filter(isKnown);
  const main = Math.max(
    0,
    placed.findIndex(({ isMain }) => isMain),
  );
  const at = placed[main] && placedIn(state, placed[main]);
  const declared = draft.columns.division as string | null;
  const stableCounty = countyOf(declared) ?? at?.stableCounty ?? null;
  const sourceId = draft.id ?? nameId(name, stableCounty);
  // The place of a table's row goes by the id of its institution.
  const places = placed.map((venue) => ownPlace(state, draft, { ...venue, id: venue.id ?? `${sourceId}/` }));
  const row: Row = {
    sourceId,
    formerId: formerIdOf(state, name, [declared, stableCounty]),
    line: draft.line,
    columns: {
      ...draft.columns,
      division: declared ?? at?.division ?? null,
      source_url: draft.sourceUrl,
      source_record: draft.original,
    },
  };
  if (!state.institutions.has(sourceId)) state.institutions.set(sourceId, row);
  const links = places.map((place, i): PlaceLink => ({
    institution: { sourceId },
    place: { sourceId: place.sourceId },
    name: placed[i]!.campus,
    isMain: i === main,
  }));
  return {
    ...emptyPlan(draft),
    sourceId,
    // A position that is known is not taken away.
    places: places.filter((row, i) => placed[i]!.spot || !state.known.places.findById(row.sourceId)?.isPlaced),
    institutions: [row],
    links,
    parentName: draft.parent,
  };
}

/** Under which a row that only mentioned it made it. */
function formerIdOf({ known }: State, name: string, areas: (string | null)[]): string {
  const ids = areas.map((area) => mentionedId(name, area));
  return ids.find((id) => known.institutions.findById(id)) ?? ids.at(-1)!;
}

/** What says at least something of where it is. */
const isKnown = ({ spot, address, declared }: VenueDraft) => spot !== null || address !== '' || declared !== null;

function planPlace(state: State, draft: Draft): Plan {
  const venue = draft.venues[0]!;
  const row = ownPlace(state, draft, venue);
  const plan: Plan = { ...emptyPlan(draft), sourceId: row.sourceId, places: [row] };
  if (!draft.organiser) return plan;
  const { name, id } = draft.organiser;
  const institution = findOrganiser(state, draft.organiser, countyOf(placedIn(state, venue).division));
  if (!institution) throw new Unresolved('institution', name ?? id ?? '', 'unknown-thing', INSTITUTION);
  plan.links.push({ institution, place: { sourceId: row.sourceId }, name: venue.campus, isMain: venue.isMain });
  return plan;
}

function planThing(state: State, draft: Draft): Plan {
  const parts: Parts = { places: [], institutions: [], links: [] };
  const named = mentionedPlace(state, draft, parts);
  const institution = mentionedOrganiser(state, draft, named, parts);
  const [venue] = draft.venues;
  const onePlace = hasOnePlace(state.kind);
  const wantsPlace = onePlace || draft.offering !== null;
  const only = venue && !venue.name ? onlyPlaceOf(state, institution) : null;
  const place = named ?? only ?? (wantsPlace ? unnamedPlace(state, draft, parts) : null);
  if (venue && wantsPlace && !isOnMap(state, place)) {
    warn(state, { line: draft.line, key: 'lng', value: venue.name ?? '', code: 'no-position' });
  }
  const sourceId = idOfDraft(draft, state.kind);
  const offering = draft.offering && institution ? { ...draft.offering, institution, place } : null;
  return {
    ...emptyPlan(draft),
    sourceId,
    ...parts,
    thing: {
      sourceId,
      formerId: null,
      line: draft.line,
      columns: { ...draft.columns, source_url: draft.sourceUrl, source_record: draft.original },
      institution,
      place: onePlace ? place : null,
      offerings: offering ? [offering] : [],
    },
    parentName: draft.parent,
  };
}

/** Under which a row comes again: the id it says, else a digest of what identifies it. */
export const idOfDraft = (draft: Draft, kind: Sheet): string =>
  draft.id ?? keysId(identityOf(draft, hasOnePlace(kind)));

const emptyPlan = (draft: Draft): Omit<Plan, 'sourceId'> => ({
  lines: [draft.line],
  places: [],
  institutions: [],
  links: [],
  thing: null,
  parentName: null,
  parent: null,
});

/** From the words of the row alone, so that it stays the same whatever the database comes to know. */
function identityOf({ keys, organiser, venues }: Draft, onePlace: boolean): string[] {
  const who = organiser?.id ?? organiser?.name ?? '';
  const [venue] = venues;
  return onePlace && venue ? [...keys, who, venue.name ?? '', countyOf(venue.declared) ?? ''] : [...keys, who];
}
