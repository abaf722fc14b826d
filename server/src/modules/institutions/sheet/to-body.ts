import { placeColumns, toFormPhone, type SheetForm } from '../../../intake/sheet/to-body.ts';

/** An institution as its form. */
export const institutionForm: SheetForm = {
  toBody: ({ columns, place }) => {
    const { name, type, level, website, topics, audiences, description, phone } = columns;
    // A form takes five topics.
    const most = Array.isArray(topics) ? topics.slice(0, 5) : topics;
    return { name, type, level, place, website, topics: most, audiences, description, phone: toFormPhone(phone) };
  },
  fields: {
    name: ['name'],
    type: ['type'],
    level: ['level', 'type'],
    place: placeColumns('accessibility'),
    phone: ['phone'],
    website: ['website'],
    topics: ['topics'],
    audiences: ['audiences'],
    description: ['description'],
  },
};
