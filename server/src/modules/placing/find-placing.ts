import type { z } from 'zod';
import type { Lang } from '../../contract/lists.ts';
import { LANDMARK_ACCURACY } from '../../contract/landmarks.ts';
import { fill } from '../../contract/words/fill.ts';
import { readCoordinates } from '../../formats/coordinates/read-coordinates.ts';
import { sayFlaw, sayReading } from '../../formats/coordinates/say-coordinates.ts';
import type { LngLat } from '../../formats/crs.ts';
import type { ServiceArea } from '../../formats/service-area.ts';
import type { Gazetteer, Seat } from './gazetteer.ts';
import type { GeocodedAddress, Geocoder } from './geocoders/geocoder.ts';
import type { PlaceRow } from './queries.ts';
import type { findPlacing as endpoint, Placing } from './schema.ts';
import { placingTexts } from './texts.ts';

type Candidate = Placing['candidates'][number];
export interface PlacingSources {
  area: ServiceArea;
  gazetteer: Gazetteer;
  geocoder: Geocoder;
  places: (words: string) => Promise<readonly PlaceRow[]>;
  institutions: (words: string) => Promise<readonly PlaceRow[]>;
  /** Of a point, as it is proposed. */
  divisionAt: (lngLat: LngLat) => Promise<string | null>;
}
const MOST = 20;
/** Metres a county or city may be off from where somebody means. */
const WIDE = { city: 20_000, county: 5_000, township: 2_000 } as Record<string, number>;

/** Candidates of one text, coordinates first. */
export async function findPlacing(
  { q, crs }: z.output<typeof endpoint.query>,
  sources: PlacingSources,
  lang: Lang,
): Promise<Placing> {
  const { area, geocoder } = sources;
  const rest = {
    area: area.names[lang],
    geocoder: { name: geocoder.names[lang], isStandIn: geocoder.isStandIn },
  };
  const reading = readCoordinates(q, crs, area);
  if ('position' in reading) {
    const { wgs84, precision, crs, written } = reading.position;
    const candidate: Candidate = {
      ...{ source: 'coordinates', id: null, name: '', address: '', precision, lngLat: wgs84 },
      written: { crs, lngLat: written },
      division: await sources.divisionAt(wgs84),
      said: sayReading(reading.position, lang),
    };
    return { ...rest, candidates: [candidate], problem: null, outside: 0, degraded: [] };
  }
  if (reading.flaw !== 'not_coordinates' && reading.flaw !== 'one_only') {
    const problem = { code: reading.flaw, message: sayFlaw(reading.flaw, area, lang) };
    return { ...rest, candidates: [], problem, outside: 0, degraded: [] };
  }
  const { candidates, degraded } = await findNamed(q, sources, lang);
  const inside = candidates.filter(({ lngLat }) => area.has(...lngLat));
  return {
    ...rest,
    candidates: inside.slice(0, MOST),
    problem: null,
    outside: candidates.length - inside.length,
    degraded,
  };
}

async function findNamed(q: string, sources: PlacingSources, lang: Lang) {
  const { gazetteer, geocoder } = sources;
  const texts = placingTexts(lang);
  const words = q.normalize('NFKC').replaceAll(/\s+/g, '');
  const [places, institutions, geocoded] = await Promise.all([
    sources.places(words),
    sources.institutions(words),
    geocoder.find(q).catch((): null => null),
  ]);
  const ofPlace = (row: PlaceRow, source: 'place' | 'institution', said: string): Candidate => ({
    ...{ source, id: String(row.id), name: row.name, address: row.address, said },
    ...{ lngLat: [row.lng, row.lat], precision: row.precision, division: row.division },
  });
  const candidates: Candidate[] = [
    ...gazetteer.divisionsNamed(q).map((seat) => ofDivision(seat, gazetteer, lang)),
    ...gazetteer.landmarksNamed(q).map(({ id, name, nameEn, lngLat, county }): Candidate => ({
      ...{ source: 'landmark', id, name: lang === 'en' ? nameEn : name, address: '', division: county },
      ...{ lngLat: [...lngLat], precision: LANDMARK_ACCURACY, said: texts.landmark },
    })),
    ...places.map((row) => ofPlace(row, 'place', texts.place)),
    ...institutions.map((row) => ofPlace(row, 'institution', texts.institution)),
    ...(await Promise.all((geocoded ?? []).map((one) => ofGeocoder(one, sources, lang)))),
  ];
  return { candidates, degraded: geocoded ? [] : ['geocoder'] };
}

function ofDivision({ division, lngLat }: Seat, gazetteer: Gazetteer, lang: Lang): Candidate {
  const name = lang === 'en' ? division.nameEn : division.name;
  const above = gazetteer.above(division.code).map((one) => (lang === 'en' ? one.nameEn : one.name));
  return {
    ...{ source: 'division', id: division.code, name, division: division.code, lngLat },
    address: lang === 'en' ? above.join(', ') : above.reverse().join(''),
    precision: WIDE[division.level] ?? null,
    said: fill(placingTexts(lang).division, { name }),
  };
}

async function ofGeocoder(
  found: GeocodedAddress,
  { geocoder, divisionAt }: PlacingSources,
  lang: Lang,
): Promise<Candidate> {
  const lngLat: LngLat = [...found.lngLat];
  return {
    ...{ source: 'geocoder', id: null, name: found.name, address: found.address, lngLat, precision: found.precision },
    division: found.division ?? (await divisionAt(lngLat)),
    said: fill(placingTexts(lang).geocoder, { geocoder: geocoder.names[lang] }),
  };
}
