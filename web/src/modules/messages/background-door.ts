import { late } from '../../ui/late.ts';

export default late(() => import('./MessagesBackground.vue'), { look: 'nothing' });
