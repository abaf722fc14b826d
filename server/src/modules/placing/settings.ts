import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { BadSettings, type Config } from '../../config.ts';
import { createHolidays, HolidayYears, type PublicHolidays } from '../../formats/series/public-holidays.ts';
import { createServiceArea, ZHEJIANG_AREA, type ServiceArea } from '../../formats/service-area.ts';

const Corner = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
const Ring = z.array(Corner).min(4).max(5_000);
const Geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1)).min(1) }),
]);
/** A GeoJSON feature in WGS 84. */
const Area = z.object({
  type: z.literal('Feature'),
  properties: z.object({ name: z.string().min(1), nameEn: z.string().min(1) }),
  geometry: Geometry,
});

/** Throws BadSettings. */
export async function readArea({ serviceAreaFile }: Config): Promise<ServiceArea> {
  if (serviceAreaFile === undefined) return ZHEJIANG_AREA;
  const { properties, geometry } = await readJson('SERVICE_AREA', serviceAreaFile, Area);
  const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
  return createServiceArea({ 'zh-CN': properties.name, en: properties.nameEn }, rings);
}

/** Those that came with the product, and those of the setting over them. Throws BadSettings. */
export async function readHolidays({ holidaysFile, moreHolidaysFile }: Config): Promise<PublicHolidays> {
  const files = [
    ['public-holidays', holidaysFile],
    ['HOLIDAYS_FILE', moreHolidaysFile],
  ] as const;
  const given = files.filter((file): file is readonly [(typeof files)[number][0], string] => file[1] !== undefined);
  return createHolidays(...(await Promise.all(given.map(([name, file]) => readJson(name, file, HolidayYears)))));
}

async function readJson<T>(name: string, file: string, shape: z.ZodType<T>): Promise<T> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new BadSettings(`${name}: ${file} cannot be read as JSON: ${(cause as Error).message}`);
  }
  const { data, error } = shape.safeParse(json);
  if (data !== undefined) return data;
  const { path, message } = error!.issues[0]!;
  throw new BadSettings(`${name}: ${file}: ${path.join('.') || 'the file'} ${message}`);
}

/** Throws BadSettings where a file of the settings cannot be used. */
export async function checkPlacing(config: Config): Promise<void> {
  await readArea(config);
  await readHolidays(config);
}
