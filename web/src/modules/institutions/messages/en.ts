import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  offers: 'What you can learn here',
  offerCount: '{kind}: {n}',
  above: 'Part of',
  children: 'Institutions below it',
  childrenMore: 'See the one institution below it | See all {n} institutions below it',
  noOffers: 'Nothing of its own at present; those below it may have something.',
  aliases: 'Also called',
  level: 'Level',
  levels: { province: 'Province', city: 'City', county: 'County', township: 'Township', village: 'Village', none: '' },
  opened: 'Founded',
  closed: 'Closed since {date}',
  places: 'Place | Places ({n})',
  division: 'Area',
};
