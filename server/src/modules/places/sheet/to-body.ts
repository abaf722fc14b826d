import { POSITION_COLUMNS, toFormPhone, toFormPosition, type SheetForm } from '../../../intake/sheet/to-body.ts';

/** A place as its form. */
export const placeForm: SheetForm = {
  toBody: ({ venue }) => ({
    ...{ name: venue!.name, position: toFormPosition(venue!), address: venue!.address },
    ...{ openingHours: venue!.opening_hours, accessibility: venue!.accessibility },
    ...{ phone: toFormPhone(venue!.phone), website: venue!.website },
  }),
  fields: {
    name: ['name'],
    position: POSITION_COLUMNS,
    address: ['address'],
    openingHours: ['opening_hours'],
    accessibility: ['accessibility'],
    phone: ['phone'],
    website: ['website'],
  },
};
