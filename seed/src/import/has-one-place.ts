import { traitsOf } from '@zlm/server/contract/kinds';
import type { SeedKind } from '../kinds/kind.ts';

/** Whether a thing is held at one place, of which it is known; else its parts have places, or nothing has. */
export const hasOnePlace = ({ kind }: SeedKind): boolean => kind !== null && traitsOf(kind).places === 'one';
