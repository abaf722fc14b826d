import { late } from '../../ui/late.ts';

/** As `door.ts`; without it the line leads on all the same. */
export default late(() => import('./MessagesNote.vue'), { look: 'nothing' });
