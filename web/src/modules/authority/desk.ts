import { KeyRound } from '@lucide/vue';
import type { DeskPart } from '../../things/desk-part.ts';

const names = { 'zh-CN': '授权', en: 'Roles given' };

export const desk: readonly DeskPart[] = [
  {
    name: 'grants',
    needs: 'grants.read',
    names,
    hints: {
      'zh-CN': '谁在哪里有什么身份，到什么时候',
      en: 'Who holds which role, where, and until when',
    },
    icon: KeyRound,
    rank: 1,
    component: () => import('./GrantsPage.vue'),
  },
];
