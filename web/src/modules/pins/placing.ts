import type { FormBody, FormPosition, FormSeries } from '@zlm/server/contract';
import type { LngLat } from '../../geometry/lng-lat.ts';

export type System = FormPosition['crs'];
export const SYSTEMS = ['WGS84', 'CGCS2000', 'GCJ02', 'BD09'] as const satisfies System[];

/** A point as it was given, before its division is known. */
export interface Spot extends Pick<FormPosition, 'lngLat' | 'crs' | 'given' | 'precision'> {
  name?: string;
  address?: string;
}
export type Hit =
  | { type: 'place'; id: number; name: string; address: string }
  | { type: 'spot'; spot: Spot; name: string; note: string };
export interface Found {
  hits: readonly Hit[];
  /** Numbers that do not say in which system they are. */
  asksSystem: boolean;
}
export interface Proposal {
  /** The likeliest first. */
  divisions: readonly { code: string; name: string; by: FormPosition['divisionBy'] }[];
  /** In words, where who places it should look twice. */
  doubts: readonly string[];
}
export interface Alike {
  id: number;
  title: string;
  lngLat: LngLat | null;
  metres: number | null;
  place: string;
  institution: string;
  isDifferent: boolean;
}
export interface SeriesRead {
  /** Null where nothing can be made of it yet. */
  series: FormSeries | null;
  /** What was understood, in words. */
  told: string;
  problems: readonly string[];
  holidays: readonly { date: string; name: string }[];
}

export const findWhere = (_: string, __: System | null): Promise<Found> => Promise.reject(new Error('later'));
export const askDivision = (_: LngLat): Promise<Proposal> => Promise.reject(new Error('later'));
export const findAlike = (_: string, __: FormBody): Promise<readonly Alike[]> => Promise.reject(new Error('later'));
export const noteDifferent = (_: string, __: number, ___: boolean): Promise<void> => Promise.reject(new Error('later'));
export const readSeries = (_: string): Promise<SeriesRead> => Promise.reject(new Error('later'));
