import {
  ENROL_FIELDS,
  numberOf,
  OFFER_FIELDS,
  placeColumns,
  toEnrol,
  toOffer,
  type SheetForm,
} from '../../../intake/sheet/to-body.ts';

/** A course and its offerings as its form. */
export const courseForm: SheetForm = {
  toBody: ({ columns, offerings }) => ({
    ...toOffer(columns),
    ...{ level: columns.level, profession: columns.profession },
    ...{ hours: numberOf(columns.hours), credits: numberOf(columns.credits) },
    offerings: offerings.map(({ columns: offering, place }) => ({
      ...toEnrol(offering),
      ...{ mode: offering.mode, place, startsOn: offering.starts_on, endsOn: offering.ends_on },
      timetable: offering.timetable,
    })),
  }),
  fields: {
    ...OFFER_FIELDS,
    level: ['level'],
    profession: ['profession'],
    hours: ['hours'],
    credits: ['credits'],
    offerings: [
      ...['mode', 'starts_on', 'ends_on', 'timetable'],
      ...placeColumns('place'),
      ...Object.values(ENROL_FIELDS).flat(),
    ],
  },
};
