import type { Sheets } from '@zlm/server/intake/sheet/sheet';
import type { Kind, ORGANISER } from '@zlm/server/contract/kinds';
import { activities } from './activities/index.ts';
import { courses } from './courses/index.ts';
import { creditPoints } from './credit-points/index.ts';
import { institutions } from './institutions/index.ts';
import type { SeedKind } from './kind.ts';
import { places } from './places/index.ts';
import { resources } from './resources/index.ts';
import { loadVocabularies } from '../sources/reference-files.ts';

/** What institutions offer or host, at places. */
const OFFERED = {
  activity: activities,
  course: courses,
  resource: resources,
  credit_point: creditPoints,
} satisfies Record<Exclude<Kind, typeof ORGANISER>, SeedKind>;

/** Who offers them, as `ORGANISER` of the contract says. */
export const ORGANISERS = institutions;

/** In the order of templates and documents. */
export const SEED_KINDS = [ORGANISERS, places, ...Object.values(OFFERED)] as const;
/** In an order in which every row finds what it refers to; ids of the demo are given in it too. */
export const LOADED: readonly SeedKind[] = [places, ORGANISERS, ...Object.values(OFFERED)];

export type KindName = (typeof SEED_KINDS)[number]['name'];
export const KIND_NAMES = SEED_KINDS.map(({ name }) => name);

export function findKind(name: KindName): SeedKind {
  return SEED_KINDS.find((kind) => kind.name === name)!;
}

export const SHEETS: Sheets = {
  ...{ organisers: ORGANISERS, places, all: SEED_KINDS },
  vocabularies: loadVocabularies(),
};
