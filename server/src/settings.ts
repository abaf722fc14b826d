import { z } from 'zod';

export type BasemapSetting = { type: 'built-in' } | { type: 'pmtiles'; file: string } | { type: 'tianditu' };

const PMTILES = 'pmtiles:';

export const basemap = z
  .string()
  .regex(/^(built-in|tianditu|pmtiles:.+)$/, 'must be built-in, pmtiles:<path to a file> or tianditu')
  .transform((text): BasemapSetting => {
    if (text.startsWith(PMTILES)) return { type: 'pmtiles', file: text.slice(PMTILES.length) };
    return { type: text === 'tianditu' ? 'tianditu' : 'built-in' };
  });

export const approvalNumber = z
  .string()
  .regex(
    /^[\p{Script=Han}A-Z]{1,6}[(（]\d{4}[)）]\d{1,6}号?$/u,
    'must be a number like GS(2024)0650号 or 浙S(2024)12号',
  );

const isOrigin = (text: string) => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;

/** Origins, comma or space between; `*` is everybody, `none` nobody. */
export const embedOrigins = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
  .refine(
    (origins) => ['*', 'none'].includes(origins.join()) || (origins.length > 0 && origins.every(isOrigin)),
    'must be * or none, or origins like https://www.example.org with commas between them',
  )
  .transform((origins) => origins.filter((origin) => origin !== 'none'));

/** Origins, comma or space between. */
export const sourceOrigins = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
  .refine(
    (origins) => origins.every(isOrigin),
    'must be origins like https://feed.example.org with commas between them',
  );

interface TiandituSettings {
  BASEMAP: BasemapSetting;
  TIANDITU_KEY?: string | undefined;
  MAP_APPROVAL_NUMBER?: string | undefined;
}

/** Tianditu works with a key of its own, and may be shown with the number of its review only. */
export function isTiandituComplete(settings: TiandituSettings, context: z.core.$RefinementCtx): void {
  if (settings.BASEMAP.type !== 'tianditu') return;
  for (const name of ['TIANDITU_KEY', 'MAP_APPROVAL_NUMBER'] as const) {
    if (settings[name] !== undefined) continue;
    context.addIssue({ code: 'custom', path: [name], message: 'is needed by BASEMAP=tianditu' });
  }
}

/** Everybody may sign in as a demo account. */
export function isFreeOfDemoAccounts(
  settings: { NODE_ENV?: string | undefined; DEMO_ACCOUNTS?: string | undefined },
  context: z.core.$RefinementCtx,
): void {
  if (settings.NODE_ENV !== 'production' || settings.DEMO_ACCOUNTS !== '1') return;
  context.addIssue({ code: 'custom', path: ['DEMO_ACCOUNTS'], message: 'must not be 1 with NODE_ENV=production' });
}

const S3 = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const;

/** A bucket needs all that leads to it. */
export function isS3Complete(
  settings: Partial<Record<(typeof S3)[number], string | undefined>>,
  context: z.core.$RefinementCtx,
): void {
  if (S3.every((name) => settings[name] === undefined)) return;
  for (const name of S3)
    if (settings[name] === undefined)
      context.addIssue({ code: 'custom', path: [name], message: 'is needed by the other settings of S3' });
}
const CRS = ['WGS84', 'CGCS2000', 'GCJ02', 'BD09'] as const;

export interface GeocoderSetting {
  /** With {q} where the address goes; it may hold a key. */
  url: string;
  path: string;
  crs: (typeof CRS)[number];
}
export const geocoderUrl = z
  .string()
  .refine(
    (text) => text.split('{q}').length === 2 && /^https?:/.test(text) && URL.canParse(text.replace('{q}', 'x')),
    'must be a URL with {q} where the address goes',
  );
export const geocoderPath = z
  .string()
  .regex(/^[\w*-]{1,40}(\.[\w*-]{1,40}){0,9}$/, 'must be names between dots, * for each of a list');
export const geocoderCrs = z.enum(CRS, `must be one of ${CRS.join(', ')}`);
