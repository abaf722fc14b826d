import type { Columns } from '../reading/drafts.ts';

/** What a row has become, with known things and places in place of their names. */
export interface BodyRow {
  columns: Columns;
  /** As the form of a pin has one; null: none is known. */
  place: Columns | null;
  /** Of courses. */
  offerings: readonly { columns: Columns; place: Columns | null }[];
  /** Of the place that the row itself is about; null where it is about something else. */
  venue: Columns | null;
}
/** How rows become forms, and which columns each field of the form is read from. */
export interface SheetForm {
  toBody: (row: BodyRow) => Columns;
  fields: Readonly<Record<string, readonly string[]>>;
}

const DIVISION = ['division', 'city', 'county', 'township'];
const SPOT = ['lng', 'lat', 'coordinates', 'precision_m', ...DIVISION];
/** Columns that say where. */
export const POSITION_COLUMNS = SPOT;
export const placeColumns = (...own: string[]): string[] => [...own, 'place_id', 'address', ...SPOT];
export const ENROL_FIELDS: SheetForm['fields'] = {
  capacity: ['capacity'],
  enrolMethod: ['enrol_method', 'enrol_contact'],
  enrolPhone: ['enrol_contact'],
  enrolLink: ['enrol_contact'],
  enrolDeadline: ['enrol_deadline'],
};
export const OFFER_FIELDS: SheetForm['fields'] = {
  title: ['title'],
  description: ['description'],
  topics: ['topics'],
  audiences: ['audiences'],
  priceMin: ['price'],
  priceMax: ['price'],
};

const toNumber = (value: unknown) => (value === null || value === undefined ? undefined : Number(value));
const toMoney = (value: unknown) => toNumber(value)?.toFixed(2);
export const numberOf = toNumber;

export function toOffer(columns: Columns): Columns {
  const { title, description, topics, audiences, price_min: min, price_max: max } = columns;
  return {
    ...{ title, description, topics, audiences },
    priceMin: toMoney(min),
    priceMax: toMoney(max) === toMoney(min) ? undefined : toMoney(max),
  };
}

/** Without a number or page to turn to nobody can enrol by it. */
export function toEnrol({ capacity, enrol_method, enrol_contact, enrol_deadline }: Columns): Columns {
  const isVain = enrol_contact === null && (enrol_method === 'phone' || enrol_method === 'link');
  return {
    capacity: toNumber(capacity),
    enrolMethod: isVain ? undefined : enrol_method,
    enrolPhone: enrol_method === 'phone' ? toFormPhone(enrol_contact) : undefined,
    enrolLink: enrol_method === 'link' ? enrol_contact : undefined,
    enrolDeadline: enrol_deadline,
  };
}

/** The first number: 0571-88889999转801、12345 → 0571-88889999-801 */
export const toFormPhone = (value: unknown) =>
  typeof value === 'string' ? value.split('、')[0]!.replace('转', '-') : undefined;

/** A place as it is written: a new one of the thing's own. */
export function toFormPlace(row: Columns): Columns {
  const { name, address, accessibility } = row;
  return {
    name,
    address: typeof address === 'string' ? address.slice(0, 300) : '',
    position: toFormPosition(row),
    accessibility,
  };
}

export function toFormPosition(row: Columns): Columns {
  const { geom, crs, source_x, source_y, precision_m, division, division_by } = row;
  const [lng, lat] = /\((\S+) (\S+)\)/.exec(String(geom))!.slice(1).map(Number);
  return {
    lngLat: [lng, lat],
    crs,
    given: [source_x, source_y],
    precision: precision_m === null ? null : Math.min(Number(precision_m), 50_000),
    // Villages are told by their township.
    division: String(division).slice(0, 9),
    divisionBy: division_by,
  };
}

const toTime = (time: unknown) => String(time).padStart(5, '0').slice(0, 5);
export function toSeries(columns: Columns): Columns {
  const starts = [columns.starts_time, ...((columns.more_starts as unknown[] | undefined) ?? [])];
  const ends = [columns.ends_time, ...((columns.more_ends as unknown[] | undefined) ?? [])];
  return {
    words: '',
    rule: columns.recurrence ?? null,
    dates: columns.session_dates,
    times: starts.map((start, at) => ({ starts: toTime(start), ends: toTime(ends[at]) })),
  };
}
