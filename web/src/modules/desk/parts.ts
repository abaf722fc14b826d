import type { Me } from '@zlm/server/contract';
import type { DeskPart } from '../../things/desk-part.ts';

const files = import.meta.glob<readonly DeskPart[]>('../*/desk.ts', { eager: true, import: 'desk' });
/** Of all modules, in the order they are shown. */
export const parts: readonly DeskPart[] = Object.values(files)
  .flat()
  .sort((a, b) => a.rank - b.rank);

/** What who is signed in may open; nothing of the others is told. */
export const partsOf = (me: Me | null): readonly DeskPart[] =>
  me ? parts.filter(({ needs }) => me.actions.includes(needs)) : [];
