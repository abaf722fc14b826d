import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  offers: 'What you can learn here',
  own: 'Its own, past ones included',
  withBelow: 'On now or to come, institutions below it included',
  above: 'Part of',
  heirs: 'Now part of',
  children: 'Institutions below it',
  childrenMore: 'See the one institution below it | See all {n} institutions below it',
  closed: 'Closed since {date}',
  elsewhere: 'One more place below | {n} more places below',
  places: 'Place | Places ({n})',
};
