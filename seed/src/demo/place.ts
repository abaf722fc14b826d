import type { Day } from './calendar.ts';
import type { Town } from './geography/towns.ts';
import type { Space } from './spaces.ts';

export interface OpeningTimes {
  days: number[];
  opens: string;
  closes: string;
}
export interface OpeningException {
  day: Day;
  /** Null: closed that day. */
  opens: string | null;
  closes: string | null;
  note: string;
}
/** A place of the demo; `index` counts from 0 in loading order. */
export interface Place {
  index: number;
  sourceId: string;
  name: string;
  address: string;
  town: Town;
  lng: number;
  lat: number;
  phone: string | null;
  website: string | null;
  openingHours: OpeningTimes[] | null;
  exceptions: OpeningException[];
  accessibility: string[];
  confirmed: Day;
  /** Seats of its largest room. */
  room: number;
  /** What its rooms are good for. */
  spaces: readonly Space[];
}
