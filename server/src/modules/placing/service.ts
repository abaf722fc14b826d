import type { z } from 'zod';
import type { LiveCatalogue } from '../../catalogue/live.ts';
import { ORGANISER, traitsOf } from '../../contract/kinds.ts';
import type { Lang } from '../../contract/lists.ts';
import { withActor, withReader, type Actor, type Database, type StoredThing, type Tx } from '../../db/index.ts';
import { NotFound } from '../../errors.ts';
import type { LngLat } from '../../formats/crs.ts';
import type { PublicHolidays } from '../../formats/series/public-holidays.ts';
import { minutesOf } from '../../formats/series/times.ts';
import type { ServiceArea } from '../../formats/service-area.ts';
import { act, type Acting } from '../audit/act.ts';
import { findPlacing as findCandidates } from './find-placing.ts';
import { gazetteerOf, type Gazetteer } from './gazetteer.ts';
import type { Geocoder } from './geocoders/geocoder.ts';
import { toProposal } from './propose-division.ts';
import * as queries from './queries.ts';
import type * as endpoints from './schema.ts';
import { LIKELY, scoreTitles } from './title-likeness.ts';
import { partsOfTitle } from './title-parts.ts';

export interface PlacingParts {
  database: Database;
  live: LiveCatalogue;
  things: readonly StoredThing[];
  area: Promise<ServiceArea>;
  holidays: Promise<PublicHolidays>;
  townships: Promise<ReadonlyMap<string, LngLat>>;
  geocoder: Geocoder;
}
type Query<E extends { query: z.ZodType }> = z.output<E['query']>;

const MOST_PLACES = 8;
const NEAR_M = 100;
const MOST_NEAR = 2_000;
const MOST_TOLD = 10;

export async function findPlacing(parts: PlacingParts, query: Query<typeof endpoints.findPlacing>, lang: Lang) {
  const { database, geocoder } = parts;
  const area = await parts.area;
  const gazetteer = await gazetteerNow(parts);
  const organiser = parts.things.find(({ kind }) => kind === ORGANISER)!;
  const read = <T>(run: (tx: Tx) => Promise<T>) => withReader(database, run);
  return findCandidates(
    query,
    {
      ...{ area, gazetteer, geocoder },
      places: (words) => read((tx) => queries.listPlacesLike(tx, words, 'name', MOST_PLACES)),
      institutions: (words) => read((tx) => queries.listOrganisersLike(tx, organiser, words, MOST_PLACES)),
      divisionAt: (lngLat) => read(async (tx) => divisionOf(await propose(tx, gazetteer, lngLat, null))),
    },
    lang,
  );
}

export async function proposeDivision(parts: PlacingParts, query: Query<typeof endpoints.proposeDivision>, lang: Lang) {
  const { lng, lat, stated } = query;
  const gazetteer = await gazetteerNow(parts);
  const proposal = await withReader(parts.database, (tx) => propose(tx, gazetteer, [lng, lat], stated ?? null));
  const area = await parts.area;
  return { ...proposal, isInServiceArea: area.has(lng, lat), area: area.names[lang] };
}

const gazetteerNow = async ({ live, townships }: PlacingParts) => gazetteerOf(live.current, await townships);
const divisionOf = ({ township, county }: ReturnType<typeof toProposal>) => township?.code ?? county?.code ?? null;

async function propose(tx: Tx, gazetteer: Gazetteer, lngLat: LngLat, stated: string | null) {
  const inside = await queries.listDivisionsAt(tx, ...lngLat);
  const division = stated === null ? undefined : gazetteer.byCode.get(stated);
  const county = division?.level === 'township' ? division.parent : (division?.code ?? null);
  const isLoaded = county !== null && (await queries.hasBoundary(tx, county));
  return toProposal(lngLat, { gazetteer, inside, stated: county === null ? null : { county, isLoaded } });
}

/** What is near and called alike, likeliest first, without what was said not to be the same. */
export const findDuplicates = (
  { database, things }: PlacingParts,
  query: Query<typeof endpoints.findDuplicateThings>,
  actor: Actor,
): Promise<z.input<typeof endpoints.Duplicates>> =>
  withActor(database, actor, (tx) => findDuplicatesIn(tx, things, query));

/** The same in a transaction that runs. */
export async function findDuplicatesIn(
  tx: Tx,
  things: readonly StoredThing[],
  query: Omit<Query<typeof endpoints.findDuplicateThings>, 'lng' | 'lat'> & { lng: number; lat: number },
): Promise<z.input<typeof endpoints.Duplicates>> {
  const thing = things.find(({ kind }) => kind === query.kind)!;
  const { lng, lat } = query;
  // What is on no map is near nothing.
  if (traitsOf(query.kind).places === 'none') return { duplicates: [], more: 0 };
  const near = await queries.listNear(tx, thing, { lng, lat, metres: NEAR_M, most: MOST_NEAR });
  const not = query.thing === undefined ? [] : await queries.listNotSame(tx, query.kind, query.thing);
  const asked = {
    parts: partsOfTitle(query.title),
    institution: query.institution ?? null,
    startsAt: query.starts === undefined ? null : minutesOf(query.starts),
  };
  const said = new Set([...not, query.thing]);
  const found = near
    .filter(({ id }) => !said.has(id))
    .map((row) => ({
      ...row,
      score: scoreTitles(asked, {
        parts: partsOfTitle(row.title),
        institution: row.institution,
        startsAt: row.starts === null ? null : minutesOf(row.starts),
      }),
    }))
    .filter(({ score }) => score >= LIKELY)
    .sort((a, b) => b.score - a.score || a.metres - b.metres || a.id - b.id);
  return {
    duplicates: found.slice(0, MOST_TOLD).map((row) => ({
      ...{ kind: query.kind, id: row.id, title: row.title, startsAt: row.starts, score: row.score },
      institution:
        row.institution === null || row.institutionName === null
          ? null
          : { id: row.institution, name: row.institutionName },
      place: { id: row.place, name: row.placeName, lngLat: [row.lng, row.lat] },
      metres: Math.round(row.metres),
    })),
    more: Math.max(0, found.length - MOST_TOLD),
  };
}

/** Throws NotFound where one is hidden from who says it, or is not theirs. */
export function noteNotSame(
  { database }: PlacingParts,
  { kind, a, b, same }: z.output<typeof endpoints.noteNotSame.body>,
  acting: Acting,
): Promise<{ done: true }> {
  return act(database, acting, async (tx, note) => {
    if (!(await queries.noteNotSame(tx, kind, a, b, same === 'no'))) throw new NotFound();
    note({
      action: same === 'no' ? 'things.not_same' : 'things.maybe_same',
      subject: `${kind}:${Math.min(a, b)}`,
      after: { other: Math.max(a, b) },
    });
    return { done: true };
  });
}
