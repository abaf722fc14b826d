import { traitsOf } from '../contract/kinds.ts';
import type { Sheet } from './sheet/sheet.ts';

/** Whether a thing is held at one place, of which it is known; else its parts have places, or nothing has. */
export const hasOnePlace = ({ kind }: Sheet): boolean => kind !== null && traitsOf(kind).places === 'one';
