import { ROW_OUTCOMES, ROW_VERDICTS, type RowOutcome, type RowVerdict } from '@zlm/server/contract/import-states';

const ONLY = ['warned', 'kept'] as const;
export type RowFilter = 'all' | RowVerdict | RowOutcome | (typeof ONLY)[number];
/** What is looked at: nothing yet, a new file, or an import, some of its rows and one of them. */
export interface ImportSpot {
  id: string | null;
  filter: RowFilter;
  line: number | null;
}
const FILTERS: readonly RowFilter[] = ['all', ...ROW_VERDICTS, ...ONLY, ...ROW_OUTCOMES];
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the address says behind `@`: `<id>@rejected@12` */
export function parseSpot(spot: string | undefined): ImportSpot {
  const [id = '', filter = '', line = ''] = (spot ?? '').split('@');
  if (!ID.test(id)) return { id: null, filter: 'all', line: null };
  return {
    id,
    filter: FILTERS.find((one) => one === filter) ?? 'all',
    line: /^[1-9]\d{0,8}$/.test(line) ? Number(line) : null,
  };
}
export function formatSpot({ id, filter, line }: ImportSpot): string {
  return [id, ...(filter === 'all' && line === null ? [] : [filter]), ...(line === null ? [] : [line])].join('@');
}
export function toQuery(filter: RowFilter): { verdict?: RowVerdict; outcome?: RowOutcome; only?: 'warned' | 'kept' } {
  const [verdict, outcome, only] = [pick(ROW_VERDICTS, filter), pick(ROW_OUTCOMES, filter), pick(ONLY, filter)];
  return { ...(verdict && { verdict }), ...(outcome && { outcome }), ...(only && { only }) };
}
const pick = <T extends string>(list: readonly T[], value: string): T | undefined => list.find((one) => one === value);
