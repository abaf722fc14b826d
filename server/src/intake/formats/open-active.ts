import { toDateTime } from '../../formats/shanghai-time.ts';

type Data = Readonly<Record<string, unknown>> & { activity?: unknown };
/** An item of a feed as the cells of a row of activities. */
export interface Told {
  values: Map<string, string>;
  /** Of what is said and cannot be taken in: column and what it says. */
  leftOut: { column: string; value: string }[];
}

/**
 * Reads Event, SessionSeries, ScheduledSession and CourseInstance of the OpenActive Modelling Specification 2.0, with
 * prefixed or plain names; times become those of Shanghai. What is not understood by the columns is told by them later.
 */
export function readOpenActive(data: Data): Told {
  // A session of a series says itself only when; what and where stand with the series.
  const above = asRecord(data['superEvent']);
  const all: Data = { ...above, ...data };
  const of = (key: string): unknown => first(all[key]);
  const sessions = [...asList(data['subEvent']), ...(data['startDate'] !== undefined ? [data] : [])].flatMap(toSession);
  const [location, organiser] = [asRecord(of('location')), asRecord(of('organizer') ?? of('organiser'))];
  const geo = asRecord(location?.['geo']);
  const leftOut: Told['leftOut'] = [];
  const price = toPrice([...asList(data['offers']), ...asList(data['offer']), ...asList(above?.['offers'])], leftOut);
  const spans = [...new Set(sessions.map(({ span }) => span))];
  // A row has one time of day; what differs is told and left out.
  const [span = ''] = spans;
  for (const other of spans.slice(1)) leftOut.push({ column: 'times', value: other });
  const dates = [...new Set(sessions.filter((one) => one.span === span).map(({ day }) => day))].sort();
  const values: Record<string, string> = {
    title: text(of('name')),
    description: text(of('description')),
    institution: text(organiser?.['name']),
    place: text(location?.['name']),
    address: toAddress(location?.['address']),
    lng: text(geo?.['longitude']),
    lat: text(geo?.['latitude']),
    topics: [...asList(all.activity), ...asList(all['category'])].map(nameOf).filter(Boolean).join('；'),
    format: dates.length > 1 || isA(data, 'CourseInstance') ? 'course-series' : 'lecture',
    dates: dates.join('；'),
    times: span,
    price,
    capacity: text(of('maximumAttendeeCapacity')),
    seats_left: text(of('remainingAttendeeCapacity')),
    lecturer: text(asRecord(of('leader'))?.['name'] ?? asRecord(of('instructor'))?.['name']),
    status: /cancelled$/i.test(text(of('eventStatus'))) ? 'cancelled' : '',
    source_url: text(of('url')),
  };
  return { values: new Map(Object.entries(values).filter(([, value]) => value !== '')), leftOut };
}

const asRecord = (value: unknown): Data | null =>
  typeof first(value) === 'object' && first(value) !== null ? (first(value) as Data) : null;
const asList = (value: unknown): unknown[] => (value === undefined || value === null ? [] : [value].flat());
/** Lists of one are written as one, and the other way round. */
const first = (value: unknown): unknown => (Array.isArray(value) ? (value[0] as unknown) : value);
const text = (value: unknown): string => {
  const one = first(value);
  return typeof one === 'string' ? one.trim() : typeof one === 'number' ? String(one) : '';
};
const nameOf = (value: unknown): string =>
  text(value) || text(asRecord(value)?.['prefLabel']) || text(asRecord(value)?.['name']);
const isA = (data: Data, type: string) =>
  asList(data['type'] ?? data['@type']).some((one) => String(one).endsWith(type));

const PARTS = ['addressRegion', 'addressLocality', 'streetAddress'];
function toAddress(value: unknown): string {
  const parts = asRecord(value);
  return parts ? PARTS.map((part) => text(parts[part])).join('') : text(value);
}

function toSession(value: unknown): { day: string; span: string }[] {
  const session = asRecord(value);
  const [starts, ends] = [toMoment(session?.['startDate']), toMoment(session?.['endDate'])];
  if (!starts) return [];
  const nextDay = ends && ends.day > starts.day ? '次日' : '';
  return [{ day: starts.day, span: ends ? `${starts.time}-${nextDay}${ends.time}` : starts.time }];
}
/** A moment with an offset, or the wall clock of Shanghai where it has none. */
function toMoment(value: unknown): { day: string; time: string } | null {
  const said = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/.exec(text(value));
  if (!said) return null;
  if (!said[5]) return { day: said[1]!, time: said[2]! };
  const at = new Date(said[0]);
  if (Number.isNaN(at.getTime())) return null;
  const there = toDateTime(at);
  return { day: there.slice(0, 10), time: there.slice(11, 16) };
}

/** Yuan; what is asked for in other money is left out, never a wrong number. */
function toPrice(offers: readonly unknown[], leftOut: Told['leftOut']): string {
  const amounts = offers.flatMap((one) => {
    const offer = asRecord(one);
    const price = text(offer?.['price']);
    const currency = text(offer?.['priceCurrency']);
    if (!/^\d+(\.\d+)?$/.test(price)) return [];
    if (Number(price) === 0 || currency === 'CNY') return [Number(price)];
    leftOut.push({ column: 'price', value: `${price} ${currency}`.trim() });
    return [];
  });
  if (amounts.length === 0) return '';
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  return most === 0 ? '免费' : least === most ? String(least) : `${least}-${most}`;
}
