import { isCoarse } from '../../contract/words/exactness.ts';
import { distance } from '../../formats/crs.ts';
import { countyOf } from '../reading/division-names.ts';
import type { Columns, Draft, VenueDraft } from '../reading/drafts.ts';
import type { Ref, Row } from '../plans.ts';
import { placeInCounty, type PlacedIn } from './county.ts';
import { mentionedId, nameId } from './source-ids.ts';
import { Unresolved, warn, type Parts, type State } from './state.ts';

/** Two positions of one place may differ by this much without a word, in metres. */
const SAME_SPOT_M = 50;

export const placedIn = (state: State, venue: VenueDraft): PlacedIn =>
  placeInCounty(venue, state.locations, state.reference);

/** A place with a row of its own, or one that belongs to an institution's row. */
export function ownPlace(state: State, draft: Draft, venue: VenueDraft): Row {
  const placed = placedIn(state, venue);
  const name = venue.name!;
  const row: Row = {
    sourceId: venue.id ?? nameId(name, placed.stableDivision),
    formerId: mentionedId(name, placed.stableDivision),
    line: draft.line,
    columns: {
      ...toColumns(venue, placed),
      source_url: draft.sourceUrl,
      source_record: venue.original ?? draft.original,
    },
  };
  // A second row of its own is compared with the first one later.
  if (!state.places.has(row.sourceId)) register(state, row, venue, placed);
  return row;
}

/** The place a row names: a known one, or a new one where the row gives its position. */
export function mentionedPlace(state: State, draft: Draft, parts: Parts): Ref | null {
  const [venue] = draft.venues;
  if (!venue) return null;
  const { known } = state;
  const inFile = venue.id && state.places.get(venue.id);
  if (inFile) {
    parts.places.push(inFile.row);
    return { sourceId: inFile.row.sourceId };
  }
  if (venue.id && known.places.findById(venue.id)) return { sourceId: venue.id };
  const name = venue.name ?? (venue.spot || venue.id ? (draft.organiser?.name ?? null) : null);
  if (venue.id && !(name && venue.spot)) throw new Unresolved('place_id', venue.id, 'unknown-thing', '地点');
  if (!name) return null;

  const placed = venue.spot && placedIn(state, venue);
  const derived = mentionedId(name, placed?.stableDivision ?? venue.declared);
  const isOurs = state.places.has(derived) || known.places.findById(derived) !== null;
  if (!venue.id && !isOurs) {
    const match = known.places.findByName(name, countyOf(placed?.division ?? venue.declared));
    if (match.kind === 'found') return { id: match.thing.id };
    if (match.kind === 'several' && !venue.spot) {
      throw new Unresolved('place', name, 'ambiguous-thing', match.ids.join('、'));
    }
  }
  const earlier = state.places.get(derived);
  if (!placed && earlier) parts.places.push(earlier.row);
  if (!placed) return isOurs ? { sourceId: derived } : null;
  const row = mentionedRow(state, draft, { ...venue, name, id: venue.id ?? derived }, placed);
  parts.places.push(row);
  return { sourceId: row.sourceId };
}

/** The only place of a known institution, for rows that name no venue. */
export function onlyPlaceOf({ known }: State, institution: Ref | null): Ref | null {
  if (!institution) return null;
  const id = 'id' in institution ? institution.id : known.institutions.findById(institution.sourceId)?.id;
  const place = id === undefined ? undefined : known.placeOf.get(id);
  return place === undefined ? null : { id: place };
}

function mentionedRow(state: State, draft: Draft, venue: VenueDraft, placed: PlacedIn): Row {
  const row: Row = {
    sourceId: venue.id!,
    formerId: null,
    line: draft.line,
    columns: { ...toColumns(venue, placed), source_url: null, source_record: toRecord(venue) },
  };
  return register(state, row, venue, placed);
}

/** The first row of a place in the file holds. */
function register(state: State, row: Row, venue: VenueDraft, placed: PlacedIn): Row {
  const name = venue.name!;
  const earlier = state.places.get(row.sourceId);
  if (earlier) {
    if (distance(earlier.venue.spot!.wgs84, venue.spot!.wgs84) > SAME_SPOT_M) {
      const detail = String(earlier.row.line);
      warn(state, { line: row.line, key: 'lng', value: name, code: 'other-position', detail });
    }
    return earlier.row;
  }
  state.places.set(row.sourceId, { row, venue });
  state.counties[placed.by]++;
  if (isCoarse(venue.spot!.precision)) state.rough++;
  if (placed.warning) warn(state, { line: row.line, key: 'division', value: name, ...placed.warning });
  const { declared } = venue;
  if (declared && declared.slice(0, 4) !== placed.division.slice(0, 4) && !declared.startsWith('330000')) {
    state.elsewhere.push({ line: row.line, name, division: placed.division });
  }
  return row;
}

function toColumns(venue: VenueDraft, placed: PlacedIn): Columns {
  const { crs, source, wgs84, precision } = venue.spot!;
  return {
    name: venue.name,
    address: venue.address,
    division: placed.division,
    division_by: placed.by,
    geom: `SRID=4326;POINT(${wgs84.join(' ')})`,
    crs,
    source_x: source[0],
    source_y: source[1],
    precision_m: precision,
    phone: venue.phone,
    website: venue.website,
    opening_hours: venue.openingHours,
    accessibility: venue.accessibility,
  };
}

/** Of a row about something else, only what it says about the place. */
function toRecord({ name, address, declared, spot }: VenueDraft): Columns {
  return { name, address, division: declared, lng: spot!.source[0], lat: spot!.source[1] };
}
