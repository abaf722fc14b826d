import { words } from '../../contract/words/en.ts';
import type { Texts } from './zh-CN.ts';

export const texts: Texts = {
  ...words,
  about:
    'Zhejiang Learning Map: find courses, activities, institutions and online resources to learn from in Zhejiang, on a map.',
  listSeparator: ', ',
  colon: ': ',
  facts: {
    ...words.facts,
    kind: 'Kind',
    next: 'Next session',
    sessions: 'Coming sessions',
    place: 'Place',
    places: 'Places',
    address: 'Address',
    said: 'Say to a driver',
    position: 'Position',
    online: 'Online, no need to come',
    phone: 'Phone',
    website: 'Website',
    hours: 'Opening hours',
    accessibility: 'Accessibility',
    format: 'Format',
    status: 'Status',
    enrol: 'How to enrol',
    organiser: 'Organiser',
    above: 'Belongs to',
    confirmed: 'Last confirmed',
    confirmedBy: '{date} by {by}',
  },
  related: {
    title: 'See also',
    topic: 'More about {name}',
    organiser: 'Everything by {name}',
    area: 'What to learn in {name}',
    map: 'See it on the map',
    find: 'Find by conditions',
    home: 'Home',
  },
  missing: {
    ...words.missing,
    goneTitle: 'This has been taken down',
    goneHint: 'It was deleted or is no longer public.',
    error: 'The page could not be opened',
  },
  otherLanguage: '中文',
};
