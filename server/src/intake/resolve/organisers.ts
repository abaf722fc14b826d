import { countyOf } from '../reading/division-names.ts';
import type { Draft, OrganiserDraft } from '../reading/drafts.ts';
import type { Ref, Row } from '../plans.ts';
import { labelOf } from '../reading/terms.ts';
import { toNameKey } from '../reading/values/text.ts';
import { placedIn } from './places.ts';
import { mentionedId } from './source-ids.ts';
import { Unresolved, warn, type Parts, type State } from './state.ts';

/** A known institution by id, or by name within its county; null where there is none. */
export function findOrganiser({ known }: State, { id, name }: OrganiserDraft, county: string | null): Ref | null {
  if (id) return known.institutions.findById(id) && { sourceId: id };
  if (!name) return null;
  const match = known.institutions.findByName(name, county);
  if (match.kind === 'several') throw new Unresolved('institution', name, 'ambiguous-thing', match.ids.join('、'));
  return match.kind === 'found' ? { id: match.thing.id } : null;
}

/** Who offers what a row describes: a known institution, else a new one of what the row says. */
export function mentionedOrganiser(state: State, draft: Draft, place: Ref | null, parts: Parts): Ref | null {
  const { organiser } = draft;
  if (!organiser) return null;
  const venue = draft.venues.find(({ spot }) => spot) ?? null;
  const placed = venue && placedIn(state, venue);
  const division = organiser.division ?? placed?.division ?? null;
  const stableCounty = countyOf(organiser.division) ?? placed?.stableCounty ?? null;
  const sourceId = organiser.id ?? mentionedId(organiser.name!, stableCounty);

  let row = state.institutions.get(sourceId) ?? (stableCounty ? undefined : onlyNamesake(state, organiser));
  if (!row) {
    const isOurs = !organiser.id && state.known.institutions.findById(sourceId) !== null;
    const found = isOurs ? null : findOrganiser(state, organiser, countyOf(division));
    if (found) return found;
    if (!organiser.name) throw new Unresolved('institution_id', organiser.id!, 'unknown-thing', '机构');
    row = newInstitution(state, draft, sourceId, division);
  }
  parts.institutions.push(row);
  // An organiser is at home where it gives its own name to the venue, or no other.
  const venueName = toNameKey(draft.venues[0]?.name ?? organiser.name ?? '');
  if (place && venueName.startsWith(toNameKey(organiser.name ?? ''))) {
    parts.links.push({ institution: { sourceId: row.sourceId }, place, name: null, isMain: true });
  }
  return { sourceId: row.sourceId };
}

/** A row that says nothing about where means the one institution of that name in the file. */
function onlyNamesake(state: State, { id, name }: OrganiserDraft): Row | undefined {
  if (id || !name) return undefined;
  const key = toNameKey(name);
  const same = [...state.institutions.values()].filter(({ columns }) => toNameKey(String(columns.name)) === key);
  return same.length === 1 ? same[0] : undefined;
}

function newInstitution(state: State, draft: Draft, sourceId: string, division: string | null): Row {
  const organiser = draft.organiser!;
  const { name, type: given } = organiser;
  const columns = state.sheets.organisers.mention(organiser, division);
  if (!given) {
    const detail = labelOf(state.reference.terms, 'institution_type', String(columns.type));
    warn(state, { line: draft.line, key: 'institution_type', value: name!, code: 'type-guessed', detail });
  }
  const row: Row = {
    sourceId,
    formerId: null,
    line: draft.line,
    columns: {
      ...columns,
      source_url: null,
      source_record: { name, type: given, division: organiser.division },
    },
  };
  state.institutions.set(sourceId, row);
  return row;
}
