import type {
  Answer,
  DivisionProposal,
  Endpoints,
  FormPosition,
  FormSeries,
  Kind,
  Lang,
  Placing,
} from '@zlm/server/contract';
import { call } from '../../api/call.ts';
import type { LngLat } from '../../geometry/lng-lat.ts';

type System = FormPosition['crs'];
export const SYSTEMS = ['WGS84', 'CGCS2000', 'GCJ02', 'BD09'] as const satisfies System[];

/** A point as it was given, before its division is known. */
export interface Spot extends Pick<FormPosition, 'lngLat' | 'crs' | 'given' | 'precision'> {
  name?: string;
  address?: string;
  /** Where somebody said that it is, by a name or before it was moved. */
  stated?: string | undefined;
}
export const spotAt = (lngLat: LngLat): Spot => ({ lngLat, crs: 'WGS84', given: lngLat, precision: null });

export type Candidate = Placing['candidates'][number];
const READ_FROM_POINT: readonly Candidate['source'][] = ['coordinates', 'geocoder'];
/** A whole city says nothing of the county. */
const isWide = (division: string) => /^\d{4}00$/.test(division);
export const toSpot = ({ source, name, address, lngLat, precision, written, division }: Candidate): Spot => ({
  ...spotAt(lngLat),
  ...(division !== null && !isWide(division) && !READ_FROM_POINT.includes(source) && { stated: division }),
  ...(written && { crs: written.crs, given: written.lngLat }),
  precision: precision === null ? null : Math.min(50_000, precision),
  address,
  // Numbers and streets are no name of a place.
  name: source === 'coordinates' || source === 'geocoder' || source === 'division' ? '' : name,
});

export const findWhere = (q: string, crs: System, lang: Lang, signal: AbortSignal): Promise<Placing> =>
  call<Endpoints['findPlacing']>('GET', '/api/placing', { query: { q, crs, lang } }, signal);

/** With what somebody stated: whether that is to be asked about. */
export const askDivision = ([lng, lat]: LngLat, stated: string | undefined, lang: Lang): Promise<DivisionProposal> =>
  call<Endpoints['proposeDivision']>('GET', '/api/placing/division', {
    query: { lng: lng.toFixed(6), lat: lat.toFixed(6), ...(stated && { stated }), lang },
  });

export type Alike = Answer<Endpoints['findDuplicateThings']>['duplicates'][number];
export interface AlikeQuestion {
  kind: Kind;
  title: string;
  at: LngLat;
  institution: number;
  starts: string | undefined;
  thing: number;
}
export function findAlike({ kind, title, at: [lng, lat], institution, starts, thing }: AlikeQuestion, lang: Lang) {
  const query = {
    ...{ kind, title, lng: lng.toFixed(6), lat: lat.toFixed(6), lang },
    ...{ institution: String(institution), thing: String(thing) },
    ...(starts ? { starts } : {}),
  };
  return call<Endpoints['findDuplicateThings']>('GET', '/api/placing/duplicates', { query });
}
export const noteNotSame = (kind: Kind, a: number, b: number, same: 'no' | 'unknown', key: string) =>
  call<Endpoints['noteNotSame']>('POST', '/api/placing/not-same', { body: { kind, a, b, same }, key });

export interface SeriesRead {
  /** Null where nothing can be made of it yet. */
  series: FormSeries | null;
  told: string;
  problems: readonly string[];
  holidays: readonly { date: string; name: string }[];
}
export async function readSeries(words: string, lang: Lang, signal: AbortSignal): Promise<SeriesRead> {
  const query = { words, lang };
  const read = await call<Endpoints['readSeries']>('GET', '/api/placing/series', { query }, signal);
  const times = read.series.times.flatMap(({ starts, ends }) => (ends === null ? [] : [{ starts, ends }]));
  const isWhole = read.dates.length > 0 && times.length > 0 && times.length === read.series.times.length;
  return {
    series: isWhole ? { words, rule: read.series.rule, times, dates: read.dates } : null,
    told: read.words?.[lang] ?? '',
    problems: read.problems.map(({ message }) => message),
    holidays: read.holidays.map(({ date, names }) => ({ date, name: names[lang] })),
  };
}
