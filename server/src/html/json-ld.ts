import type {
  DayOfWeek,
  EducationalOrganization,
  EventStatusType,
  GeoCircle,
  GeoCoordinates,
  ImageObject,
  LocationFeatureSpecification,
  Offer,
  OpeningHoursSpecification,
  Place,
  PostalAddress,
} from 'schema-dts';
import type { Card, InstitutionRef, PlaceDetails, Status, VenueDetails } from '../contract/common.ts';
import { pathOfPicture } from '../contract/picture-sizes.ts';
import type { Photo } from '../contract/picture.ts';
import { ORGANISER } from '../contract/kinds.ts';
import { isCoarse } from '../contract/words/exactness.ts';
import { pathOf, type PageContext } from './page.ts';

export const CONTEXT = 'https://schema.org';

const DAYS = [
  'https://schema.org/Monday',
  'https://schema.org/Tuesday',
  'https://schema.org/Wednesday',
  'https://schema.org/Thursday',
  'https://schema.org/Friday',
  'https://schema.org/Saturday',
  'https://schema.org/Sunday',
] as const satisfies readonly DayOfWeek[];

export const EVENT_STATUS: Record<Status, EventStatusType> = {
  scheduled: 'https://schema.org/EventScheduled',
  moved_online: 'https://schema.org/EventMovedOnline',
  postponed: 'https://schema.org/EventPostponed',
  rescheduled: 'https://schema.org/EventRescheduled',
  cancelled: 'https://schema.org/EventCancelled',
  // Full or over, it takes or took place as planned.
  full: 'https://schema.org/EventScheduled',
  ended: 'https://schema.org/EventScheduled',
};
const ATTENDANCE = {
  offline: 'https://schema.org/OfflineEventAttendanceMode',
  online: 'https://schema.org/OnlineEventAttendanceMode',
  mixed: 'https://schema.org/MixedEventAttendanceMode',
} as const;
export const COURSE_MODE = { offline: 'Onsite', online: 'Online', mixed: 'Blended' } as const;

export function toAttendance(mode: NonNullable<Card['mode']>, status: Status) {
  return ATTENDANCE[status === 'moved_online' ? 'online' : mode];
}

/** The address of a page of ours in the language of the reader. */
export const urlOf = ({ origin, words }: PageContext, path: string) => `${origin}${words.href(path)}`;

export function toOrganization(ref: InstitutionRef, context: PageContext): EducationalOrganization {
  const url = urlOf(context, pathOf(ORGANISER, ref.id));
  return { '@type': 'EducationalOrganization', '@id': url, name: ref.name, url };
}

/** The largest size of each photo. */
export function toImages(photos: readonly Photo[], { origin }: PageContext): { image?: ImageObject[] } {
  if (photos.length === 0) return {};
  const image = photos.map(({ file, alt, width, height }): ImageObject => ({
    '@type': 'ImageObject',
    url: `${origin}${pathOfPicture(file, 1600)}`,
    caption: alt,
    width: { '@type': 'QuantitativeValue', value: width, unitCode: 'E37' },
    height: { '@type': 'QuantitativeValue', value: height, unitCode: 'E37' },
  }));
  return { image };
}

export function toPlaceLd(place: PlaceDetails | VenueDetails, { words }: PageContext): Place {
  return {
    '@type': 'Place',
    name: place.name,
    address: toAddress(place, words.area(place.division)),
    ...('lngLat' in place && { geo: toGeo(place) }),
    ...(place.phone && { telephone: place.phone }),
    ...(place.openingHours && { openingHoursSpecification: place.openingHours.map(toOpening) }),
    ...(place.accessibility.length > 0 && {
      amenityFeature: place.accessibility.map((code): LocationFeatureSpecification => ({
        '@type': 'LocationFeatureSpecification',
        name: words.label('accessibility', code),
        value: true,
      })),
    }),
  };
}

/** An area where the spot is not known. */
function toGeo({ lngLat: [longitude, latitude], precision }: PlaceDetails): GeoCoordinates | GeoCircle {
  const spot: GeoCoordinates = { '@type': 'GeoCoordinates', longitude, latitude };
  return isCoarse(precision) ? { '@type': 'GeoCircle', geoMidpoint: spot, geoRadius: precision } : spot;
}

function toAddress({ address }: VenueDetails, locality: string): PostalAddress {
  return {
    '@type': 'PostalAddress',
    ...(address && { streetAddress: address }),
    addressLocality: locality,
    addressRegion: 'Zhejiang',
    addressCountry: 'CN',
  };
}

function toOpening({
  days,
  opens,
  closes,
}: NonNullable<VenueDetails['openingHours']>[number]): OpeningHoursSpecification {
  return {
    '@type': 'OpeningHoursSpecification',
    dayOfWeek: days.map((day) => DAYS[day - 1]!),
    opens: `${opens}:00+08:00`,
    closes: `${closes}:00+08:00`,
  };
}

interface Offered {
  price: Card['price'];
  left: number | null;
  /** Last moment to enrol. */
  until: string | null;
  url: string;
}

/** Undefined where the source does not say what it costs. */
export function toOffer({ price, left, until, url }: Offered): { offers?: Offer } {
  if (!price) return {};
  return {
    offers: {
      '@type': 'Offer',
      url,
      priceCurrency: 'CNY',
      price: price.min as `${number}`,
      ...(price.max !== price.min && {
        priceSpecification: {
          '@type': 'PriceSpecification',
          priceCurrency: 'CNY',
          minPrice: price.min as `${number}`,
          maxPrice: price.max as `${number}`,
        },
      }),
      ...(left !== null && {
        availability: left === 0 ? 'https://schema.org/SoldOut' : 'https://schema.org/InStock',
      }),
      ...(until && { validThrough: until }),
    },
  };
}

export const isFree = (price: Card['price']): { isAccessibleForFree?: boolean } =>
  price ? { isAccessibleForFree: Number(price.max) === 0 } : {};
