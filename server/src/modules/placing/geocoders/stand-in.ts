import { placingTexts } from '../texts.ts';
import type { GeocodedAddress, Geocoder } from './geocoder.ts';

export interface KnownTownship {
  code: string;
  name: string;
  /** Names of the county and city it lies in. */
  above: readonly string[];
  lngLat: readonly [number, number];
}
export interface StandInParts {
  townships: () => Promise<readonly KnownTownship[]>;
  /** Places whose address has these words. */
  addresses: (words: string) => Promise<readonly GeocodedAddress[]>;
}

/** Metres around a township's position that it may mean. */
const TOWNSHIP_M = 3_000;
const MOST = 5;
const NUMBER = /\d+(?:号|弄|幢|室|单元|楼|层).*$/u;

/** Knows townships and the addresses of places that are there; says so in its name. */
export function createStandIn({ townships, addresses }: StandInParts): Geocoder {
  return {
    names: { 'zh-CN': placingTexts('zh-CN').standIn, en: placingTexts('en').standIn },
    isStandIn: true,
    find: async (text) => {
      const address = text.normalize('NFKC').replaceAll(/\s+/g, '');
      const found = await addresses(address);
      // Nobody here knows house numbers: the street is the next best.
      const street = address.replace(NUMBER, '');
      const near = found.length > 0 || street === address || street.length < 4 ? [] : await addresses(street);
      const around = near.map((one) => ({ ...one, precision: Math.max(one.precision ?? 0, 500) }));
      const inTownship = (await townships()).filter(({ name }) => address.includes(name));
      const inCounty = inTownship.filter(({ above }) => above.some((name) => address.includes(name)));
      const meant = inCounty.length > 0 ? inCounty : inTownship;
      const places = meant.map(({ code, name, above, lngLat }) => ({
        ...{ name, address: [...above].reverse().join('') + name, lngLat, precision: TOWNSHIP_M, division: code },
      }));
      return [...found, ...around, ...places].slice(0, MOST);
    },
  };
}
