import { withReader } from '../../db/index.ts';
import type { Parts } from '../../module.ts';
import { gazetteerOf, readTownships } from './gazetteer.ts';
import type { Geocoder } from './geocoders/geocoder.ts';
import { createHttpGeocoder } from './geocoders/http-geocoder.ts';
import { createStandIn } from './geocoders/stand-in.ts';
import { listPlacesLike } from './queries.ts';
import type { PlacingParts } from './service.ts';
import { readArea, readHolidays } from './settings.ts';

const MOST_ADDRESSES = 5;
/** Metres an address may be off from where its place stands. */
const ADDRESS_M = 100;

/** Files are read once; `check` has refused those that cannot be. */
export function openPlacing({ database, live, things, config }: Parts): PlacingParts {
  const townships = readTownships(config.townshipsFile);
  const [area, holidays] = [readArea(config), readHolidays(config)];
  for (const reading of [townships, area, holidays]) reading.catch(() => undefined);
  const standIn = (): Geocoder =>
    createStandIn({
      townships: async () => {
        const gazetteer = gazetteerOf(live.current, await townships);
        return gazetteer.townships.map(({ division: { code, name }, lngLat }) => ({
          ...{ code, name, lngLat },
          above: gazetteer.above(code).map((one) => one.name),
        }));
      },
      addresses: async (words) => {
        const rows = await withReader(database, (tx) => listPlacesLike(tx, words, 'address', MOST_ADDRESSES));
        return rows.map(({ name, address, division, lng, lat, precision }) => ({
          ...{ name, address, division, lngLat: [lng, lat] as const, precision: Math.max(precision ?? 0, ADDRESS_M) },
        }));
      },
    });
  const geocoder = config.geocoder ? createHttpGeocoder(config.geocoder) : standIn();
  return { database, live, things, townships, area, holidays, geocoder };
}
