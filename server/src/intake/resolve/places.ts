import { isCoarse } from '../../contract/words/exactness.ts';
import { distance } from '../../formats/crs.ts';
import { countyOf, fullName } from '../reading/division-names.ts';
import type { Columns, Draft, VenueDraft } from '../reading/drafts.ts';
import type { Ref, Row } from '../plans.ts';
import { bilingual } from '../reading/issues.ts';
import { placeInCounty, type PlacedIn } from './county.ts';
import { toNameKey } from '../reading/values/text.ts';
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
  if (venue.id && !name) throw new Unresolved('place_id', venue.id, 'unknown-thing', bilingual('地点', 'place'));
  if (!name) return null;

  const placed = placedIn(state, venue);
  const sourceId = venue.id ?? mentionedId(name, placed.stableDivision);
  const ours = known.places.findById(sourceId);
  if (!venue.id && !ours && !state.places.has(sourceId)) {
    const match = known.places.findByName(name, countyOf(venue.spot ? placed.division : venue.declared));
    if (match.kind === 'found') return { id: match.thing.id };
    if (match.kind === 'several' && !venue.spot) {
      throw new Unresolved('place', name, 'ambiguous-thing', match.ids.join('、'));
    }
  }
  const twin = venue.spot || venue.id ? null : namesakeOf(state, name, countyOf(venue.declared));
  if (twin) parts.places.push(twin.row);
  if (twin) return { sourceId: twin.row.sourceId };
  // A position that is known better is not written over.
  if (ours?.isPlaced && (!venue.spot || venue.isApproximate)) return { sourceId };
  const row = mentionedRow(state, draft, { ...venue, name, id: sourceId }, placed);
  parts.places.push(row);
  return { sourceId: row.sourceId };
}

/** Where something is held that names no venue: known by the name of its organiser, where a row says anything of it. */
export function unnamedPlace(state: State, draft: Draft, parts: Parts): Ref | null {
  const [venue] = draft.venues;
  const name = draft.organiser?.name;
  if (!venue || venue.name || !name || (venue.address === '' && venue.declared === null)) return null;
  return mentionedPlace(state, { ...draft, venues: [{ ...venue, name }] }, parts);
}

/** Whether what a row refers to has a position. */
export function isOnMap({ places, known }: State, place: Ref | null): boolean {
  if (!place) return false;
  if ('id' in place) return known.places.isPlaced(place.id);
  const row = places.get(place.sourceId);
  return row ? row.venue.spot !== null : (known.places.findById(place.sourceId)?.isPlaced ?? false);
}

/** The one place of the file that goes by this name in this county. */
function namesakeOf({ places, placesByName }: State, name: string, county: string | null) {
  const named = (placesByName.get(toNameKey(name)) ?? []).map((sourceId) => places.get(sourceId)!);
  const near = named.filter(({ venue, row }) => {
    const of = countyOf(row.columns.division as string);
    return venue.spot && (county === null || of === county);
  });
  return near.length === 1 ? near[0]! : null;
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
    const [first, second] = [earlier.venue.spot, venue.spot];
    if (first && second && distance(first.wgs84, second.wgs84) > SAME_SPOT_M) {
      const detail = String(earlier.row.line);
      warn(state, { line: row.line, key: 'lng', value: name, code: 'other-position', detail });
    }
    return earlier.row;
  }
  state.places.set(row.sourceId, { row, venue });
  const key = toNameKey(name);
  state.placesByName.set(key, [...(state.placesByName.get(key) ?? []), row.sourceId]);
  if (!venue.spot) return countUnplaced(state, row, venue);
  state.counties[placed.by]++;
  if (isCoarse(venue.spot.precision)) state.rough++;
  if (venue.isApproximate) {
    warn(state, { line: row.line, key: 'lng', value: name, code: 'approximate', detail: nameOf(state, venue) });
  }
  const far = farOff(state, venue);
  if (far) warn(state, { line: row.line, key: 'lng', value: name, code: 'far-off', detail: far });
  if (placed.warning) warn(state, { line: row.line, key: 'division', value: name, ...placed.warning });
  const { declared } = venue;
  if (declared && declared.slice(0, 4) !== placed.division.slice(0, 4) && !declared.startsWith('330000')) {
    state.elsewhere.push({ line: row.line, name, division: placed.division });
  }
  return row;
}

/** Counties reach that far from their centre; those of the mountains are wide. */
const WIDE_M = 60_000;
/** Nearer than that only where another centre is much nearer. */
const NARROW_M = 25_000;

/** How far a point is from the county that its row names, where that is too far. */
function farOff({ known: { seats }, reference: { divisions } }: State, { declared, spot }: VenueDraft): string | null {
  const county = countyOf(declared);
  const seat = county === null ? undefined : seats.get(county);
  if (!spot || !seat) return null;
  const metres = distance(seat, spot.wgs84);
  const nearest =
    metres > NARROW_M ? Math.min(...Array.from(seats.values(), (one) => distance(one, spot.wgs84))) : metres;
  if (metres <= WIDE_M && metres <= 3 * nearest) return null;
  const [name, km] = [fullName(divisions.byCode, divisions.byCode.get(county!)!), Math.round(metres / 1000)];
  return bilingual(`${name}的中心约 ${km} 公里`, `about ${km} km from the centre of ${name}`);
}

const nameOf = ({ reference: { divisions } }: State, { declared }: VenueDraft) =>
  fullName(divisions.byCode, divisions.byCode.get(declared!.slice(0, 9))!);

function countUnplaced(state: State, row: Row, { declared }: VenueDraft): Row {
  state.unplaced.all++;
  if (declared !== null && state.townships?.has(declared.slice(0, 9))) state.unplaced.inTownship++;
  return row;
}

/** Null where it is not known. */
function toPosition({ spot }: VenueDraft): Columns {
  if (!spot) return { geom: null, crs: null, source_x: null, source_y: null, precision_m: null };
  const { crs, source, wgs84, precision } = spot;
  const [source_x, source_y] = source;
  return { geom: `SRID=4326;POINT(${wgs84.join(' ')})`, crs, source_x, source_y, precision_m: precision };
}

function toColumns(venue: VenueDraft, placed: PlacedIn): Columns {
  return {
    name: venue.name,
    address: venue.address,
    division: placed.division,
    division_by: placed.by,
    ...toPosition(venue),
    phone: venue.phone,
    website: venue.website,
    opening_hours: venue.openingHours,
    accessibility: venue.accessibility,
  };
}

/** Of a row about something else, only what it says about the place. */
function toRecord({ name, address, declared, spot }: VenueDraft): Columns {
  return { name, address, division: declared, ...(spot && { lng: spot.source[0], lat: spot.source[1] }) };
}
