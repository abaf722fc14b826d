import { placeColumns, toFormPhone, type SheetForm } from '../../../intake/sheet/to-body.ts';

/** A credit point as its form. */
export const creditPointForm: SheetForm = {
  toBody: ({ columns, place }) => ({
    ...{ name: columns.name, tier: columns.tier, place, description: columns.description },
    phone: toFormPhone(columns.phone),
  }),
  fields: {
    name: ['name'],
    tier: ['tier'],
    place: placeColumns('place'),
    phone: ['phone'],
    description: ['description'],
  },
};
