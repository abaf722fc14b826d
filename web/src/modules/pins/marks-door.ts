import { late } from '../../ui/late.ts';

/** As `door.ts`; whoever may not publish misses nothing. */
export default late(() => import('./PinMarks.vue'), { look: 'nothing' });
