import {
  ENROL_FIELDS,
  OFFER_FIELDS,
  placeColumns,
  toEnrol,
  toOffer,
  toSeries,
  type SheetForm,
} from '../../../intake/sheet/to-body.ts';

// What it is like tells how it is held where nothing else does.
const LIKE = ['format'];

/** An activity as its form. */
export const activityForm: SheetForm = {
  toBody: ({ columns, place }) => ({
    ...toOffer(columns),
    ...toEnrol(columns),
    ...{ mode: columns.mode, format: columns.format, place, series: toSeries(columns), lecturer: columns.lecturer },
  }),
  fields: {
    ...OFFER_FIELDS,
    ...ENROL_FIELDS,
    format: LIKE,
    mode: [...LIKE, 'mode'],
    place: placeColumns('place'),
    series: ['dates', 'weekdays', 'from', 'until', 'count', 'except', 'times'],
    lecturer: ['lecturer'],
  },
};
