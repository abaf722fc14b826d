import { RECORD_STATES, type RecordState } from '@zlm/server/contract/source-states';

const ONLY = ['warned', 'conflicts', 'dead_links'] as const;
export type RecordFilter = 'all' | RecordState | (typeof ONLY)[number];
export const FILTERS: readonly RecordFilter[] = ['all', ...RECORD_STATES, ...ONLY];
/** What is looked at: all sources, a new one, or one of them, its settings, or some of its records. */
export interface SourceSpot {
  id: string | null;
  /** null: not its records. */
  filter: RecordFilter | null;
  isEdited: boolean;
}
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the address says behind `@`: `<id>@rejected`, `<id>@edit` */
export function parseSpot(spot: string | undefined): SourceSpot {
  const [id = '', word = ''] = (spot ?? '').split('@');
  if (!ID.test(id)) return { id: null, filter: null, isEdited: false };
  return { id, filter: FILTERS.find((one) => one.replace('_', '-') === word) ?? null, isEdited: word === 'edit' };
}
export const formatSpot = (id: string, word: RecordFilter | 'edit' | null = null): string =>
  word === null ? id : `${id}@${word.replace('_', '-')}`;

export function toQuery(filter: RecordFilter): { state?: RecordState; only?: (typeof ONLY)[number] } {
  const [state, only] = [pick(RECORD_STATES, filter), pick(ONLY, filter)];
  return { ...(state && { state }), ...(only && { only }) };
}
const pick = <T extends string>(list: readonly T[], value: string): T | undefined => list.find((one) => one === value);
