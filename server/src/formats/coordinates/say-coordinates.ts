import type { Lang } from '../../contract/lists.ts';
import { fill } from '../../contract/words/fill.ts';
import type { LngLat } from '../crs.ts';
import type { ServiceArea } from '../service-area.ts';
import type { CoordinateFlaw, ReadCoordinates } from './read-coordinates.ts';

const FLAWS: Record<CoordinateFlaw, Record<Lang, string>> = {
  not_coordinates: { 'zh-CN': '这不是坐标', en: 'This is no position' },
  one_only: {
    'zh-CN': '只有一个数，经度和纬度都要写',
    en: 'There is one number; both longitude and latitude are needed',
  },
  too_many: {
    'zh-CN': '数太多，一次只写一个位置的经度和纬度',
    en: 'There are too many numbers; give one longitude and one latitude',
  },
  not_an_angle: { 'zh-CN': '分和秒须小于 60', en: 'Minutes and seconds must be below 60' },
  out_of_range: { 'zh-CN': '经度不超过 180，纬度不超过 90', en: 'Longitude is at most 180, latitude at most 90' },
  null_island: {
    'zh-CN': '坐标是 0, 0，多半是没有填',
    en: 'The position is 0, 0, which mostly means that it was not filled in',
  },
  two_of_one: { 'zh-CN': '两个都写成了经度或纬度', en: 'Both are called longitude, or both latitude' },
  outside: { 'zh-CN': '这个位置不在{area}', en: 'This position is not in {area}' },
  short_link: {
    'zh-CN': '短链接里没有坐标，请打开后复制完整地址，或复制坐标',
    en: 'A short link holds no position; open it and copy the whole address, or the coordinates',
  },
  link_without_position: {
    'zh-CN': '这个链接里没有坐标，请在地图里选中地点后再复制',
    en: 'This link holds no position; choose a spot on that map and copy again',
  },
};
const TEXTS = {
  'zh-CN': {
    position: '读作东经 {lng}，北纬 {lat}（{system}）',
    swapped: '；经度和纬度写反了，已对调',
    link: '，来自{maker}的链接',
  },
  en: {
    position: 'Read as longitude {lng}, latitude {lat} ({system})',
    swapped: '; longitude and latitude were swapped and have been put right',
    link: ', from a link of {maker}',
  },
} as const;

/** Why a text gave no position. */
export const sayFlaw = (flaw: CoordinateFlaw, area: ServiceArea, lang: Lang): string =>
  fill(FLAWS[flaw][lang], { area: area.names[lang] });

/** What was read, to be looked at by who pasted it. */
export function sayReading({ written, crs, isSwapped, maker }: ReadCoordinates, lang: Lang): string {
  const texts = TEXTS[lang];
  const [lng, lat] = toSexagesimal(written);
  const read = fill(texts.position, { lng, lat, system: crs });
  return [read, maker && fill(texts.link, { maker: maker[lang] }), isSwapped && texts.swapped].filter(Boolean).join('');
}

/** 120°09′36.0″ and 30°15′07.5″ */
export const toSexagesimal = (lngLat: LngLat): [lng: string, lat: string] => [angle(lngLat[0]), angle(lngLat[1])];

function angle(degrees: number): string {
  const tenths = Math.round(Math.abs(degrees) * 36_000);
  const two = (n: number) => String(n).padStart(2, '0');
  const seconds = (tenths % 600) / 10;
  return `${degrees < 0 ? '-' : ''}${Math.floor(tenths / 36_000)}°${two(Math.floor(tenths / 600) % 60)}′${seconds.toFixed(1).padStart(4, '0')}″`;
}
