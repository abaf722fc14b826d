import type { FilterInput, Understanding } from '@zlm/server/contract';
import type { FilterName } from '@zlm/server/contract/filter-table';

type Part = Understanding['parts'][number];
const DAYS = ['when', 'from', 'to'] as const;

/** What the address takes over: what was said now replaces what was chosen under the same name. */
export function toChange({ q, filters }: Understanding, near: string | undefined): FilterInput {
  const days = DAYS.some((name) => filters[name] !== undefined)
    ? { when: undefined, from: undefined, to: undefined }
    : {};
  return { ...days, ...filters, ...(near === undefined ? {} : { near }), q: q === '' ? undefined : q } as FilterInput;
}

/** The way back: the words as they were typed, and what a change replaced. */
export function toLiteral(said: string, change: FilterInput, before: FilterInput): FilterInput {
  const names = Object.keys(change) as FilterName[];
  return { ...Object.fromEntries(names.map((name) => [name, before[name]])), q: said };
}

/** The parts whose filter is still set. */
export function listHeld(parts: readonly Part[], filters: FilterInput): Part[] {
  return parts.filter(({ name, value }) => {
    const held = filters[name]?.split(',') ?? [];
    return name === 'near' ? held.length > 0 : value.split(',').some((one) => held.includes(one));
  });
}
