import { numberOf, OFFER_FIELDS, toOffer, type SheetForm } from '../../../intake/sheet/to-body.ts';

/** A resource as its form. */
export const resourceForm: SheetForm = {
  toBody: ({ columns }) => ({
    ...toOffer(columns),
    ...{ url: columns.url, medium: columns.medium, publishedOn: columns.published_on },
    durationMinutes: numberOf(columns.duration_minutes),
  }),
  fields: {
    ...OFFER_FIELDS,
    url: ['url'],
    medium: ['medium'],
    durationMinutes: ['duration'],
    publishedOn: ['published_on'],
  },
};
