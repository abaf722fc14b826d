import type { SpokenTerm } from './spoken-term.ts';

/** Where it takes place: a livestream is a format too, but who says 线上 means any way of not going there. */
export const SPOKEN_MODES: readonly SpokenTerm[] = [
  {
    words: [
      '线上',
      '線上',
      '网上',
      '在线',
      '网课',
      '远程',
      '线上课',
      '在家学',
      'online',
      'remote',
      'from home',
      'virtual',
    ],
    codes: ['online'],
  },
  { words: ['线下', '面授', '现场课', '线下课', 'in person', 'offline', 'face to face'], codes: ['offline'] },
];

/** Who wants to try something is as glad of a workshop. */
export const SPOKEN_FORMATS: readonly SpokenTerm[] = [
  { words: ['体验', '體驗', 'hands-on', 'hands on'], codes: ['hands-on', 'workshop'], weak: true },
];
