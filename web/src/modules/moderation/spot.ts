import type { Call, Endpoints } from '@zlm/server/contract';
import { KINDS } from '@zlm/server/contract/kinds';
import { FLAGS } from '@zlm/server/contract/lifecycle';

type Query = Call<Endpoints['getQueue']>['query'];

const toWord = (code: string) => code.replaceAll('_', '-');
/** What is shown of the queue: one of these. */
export const SHOWN = ['all', 'reports-only', 'overdue', ...FLAGS.map(toWord)] as const;
export const QUEUED_KINDS = [...KINDS, 'place'] as const;

/** What narrows it besides, and how a value of it looks in an address. */
const NARROWS = {
  ...{ kind: /^[a-z-]{1,20}$/, topic: /^[0-9a-z-]{1,40}$/, division: /^\d{6}(\d{3})?$/ },
  file: /^[0-9a-f-]{36}$/,
} as const;
type Narrow = keyof typeof NARROWS;
const NARROW_NAMES = Object.keys(NARROWS) as Narrow[];
/** Those that are chosen from a list; a file is told by what came in it. */
export type Choice = Exclude<Narrow, 'file'>;
export const CHOICES = NARROW_NAMES.filter((name) => name !== 'file') as readonly Choice[];

/** What the address says behind `@`: what is shown, what narrows it, what is opened. `overdue@kind-course@5b0c…` */
export interface QueueSpot {
  show: string;
  narrows: Partial<Record<Narrow, string>>;
  item: string | null;
}

export function parseSpot(spot: string | undefined): QueueSpot {
  const [first = '', ...rest] = (spot ?? '').split('@');
  const here: QueueSpot = { show: SHOWN.includes(first) ? first : 'all', narrows: {}, item: null };
  for (const word of rest) {
    const name = NARROW_NAMES.find((one) => word.startsWith(`${one}-`));
    const value = name && word.slice(name.length + 1);
    if (name && value && NARROWS[name].test(value)) here.narrows[name] = value;
    else if (!name && word !== '') here.item = word;
  }
  return here;
}
export const formatSpot = ({ show, narrows, item }: QueueSpot): string =>
  [
    show,
    ...NARROW_NAMES.flatMap((name) => (narrows[name] ? [`${name}-${narrows[name]}`] : [])),
    ...(item === null ? [] : [item]),
  ].join('@');

export const toKindWord = toWord;
export function toQuery({ show, narrows: { file, ...narrows } }: Pick<QueueSpot, 'show' | 'narrows'>): Query {
  const codes = narrows.kind && { kind: QUEUED_KINDS.find((one) => toWord(one) === narrows.kind) };
  return { ...narrows, ...codes, ...(file && { sentWith: file }), ...toShown(show) } as Query;
}
function toShown(show: string): Query {
  if (show === 'all') return {};
  if (show === 'reports-only') return { what: 'reports' };
  if (show === 'overdue') return { overdue: 'true' };
  return { flag: FLAGS.find((flag) => toWord(flag) === show)! };
}
