import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  offersOf: 'It and those below it offer',
  offers: 'What you can learn here',
  own: 'Its own, past ones included',
  withBelow: 'On now or to come, institutions below it included',
  offerCount: '{kind}: {n}',
  above: 'Part of',
  children: 'Institutions below it',
  childrenMore: 'See the one institution below it | See all {n} institutions below it',
  noOffers: 'Nothing to learn here at present.',
  closed: 'Closed since {date}',
  places: 'Place | Places ({n})',
};
