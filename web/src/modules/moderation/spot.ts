import { FLAGS } from '@zlm/server/contract/lifecycle';

/** What the address says behind `@`: what is shown, and what is opened. `new-account@5b0c…` */
export const SHOWN = ['all', 'reports-only', 'overdue', ...FLAGS.map((flag) => flag.replaceAll('_', '-'))] as const;

export function parseSpot(spot: string | undefined): { show: string; item: string | null } {
  const [first = '', item = ''] = (spot ?? '').split('@');
  return { show: SHOWN.includes(first) ? first : 'all', item: item === '' ? null : item };
}
export const formatSpot = (show: string, item: string | null): string => (item === null ? show : `${show}@${item}`);

export function toQuery(show: string) {
  if (show === 'all') return {};
  if (show === 'reports-only') return { what: 'reports' as const };
  if (show === 'overdue') return { overdue: 'true' as const };
  return { flag: FLAGS.find((flag) => flag.replaceAll('_', '-') === show)! };
}
