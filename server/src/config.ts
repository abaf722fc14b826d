import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { FileStoreSetting } from './file-store/open.ts';
import {
  approvalNumber,
  basemap,
  embedOrigins,
  sourceOrigins,
  geocoderCrs,
  geocoderPath,
  geocoderUrl,
  isFreeOfDemoAccounts,
  isS3Complete,
  isTiandituComplete,
  type BasemapSetting,
  type GeocoderSetting,
} from './settings.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const origin = z
  .url({ protocol: /^https?$/ })
  .refine((text) => new URL(text).origin === text, 'must be an origin like https://map.example.org, without a path');
const s3Key = z
  .string()
  .regex(/^[\x21-\x7e]{1,512}$/, 'must be letters, digits and signs without spaces')
  .optional();
const Settings = z
  .object({
    NODE_ENV: z.string().optional(),
    PORT: z
      .string()
      .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535')
      .transform(Number)
      .pipe(z.int().max(65_535))
      .default(8080),
    HOST: z
      .string()
      .regex(/^[A-Za-z0-9.:-]+$/, 'must be a host name or address')
      .default('127.0.0.1'),
    DATA_DIR: z.string().min(1).default('.data'),
    LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('warn'),
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/, error: 'must be a URL like postgresql://user:password@host/database' })
      .optional(),
    MEILI_URL: z.url({ protocol: /^https?$/, error: 'must be a URL like http://127.0.0.1:7700' }).optional(),
    MEILI_MASTER_KEY: z
      .string()
      .regex(/^[\x21-\x7e]{1,512}$/, 'must be letters, digits and signs without spaces')
      .optional(),
    ROUTER_URL: origin.optional(),
    SERVICE_AREA: z.string().min(1).optional(),
    HOLIDAYS_FILE: z.string().min(1).optional(),
    GEOCODER_URL: geocoderUrl.optional(),
    GEOCODER_PATH: geocoderPath.default('geocodes.*.location'),
    GEOCODER_CRS: geocoderCrs.default('GCJ02'),
    PUBLIC_ORIGIN: origin.optional(),
    TRUSTED_PROXIES: z.string().regex(/^\d$/, 'must be a number from 0 to 9').transform(Number).default(0),
    RATE_LIMIT: z
      .string()
      .regex(/^\d{1,6}$/, 'must be a whole number from 0 (no limit) to 999999')
      .transform(Number)
      .default(100),
    STOP_GRACE: z
      .string()
      .regex(/^\d{1,3}$/, 'must be whole seconds from 0 to 300')
      .transform(Number)
      .pipe(z.int().max(300, 'must be whole seconds from 0 to 300'))
      .default(3),
    SEED_SCALE: z
      .string()
      .regex(/^\d*\.?\d+$/, 'must be a number above 0, at most 1')
      .transform(Number)
      .pipe(z.number().gt(0).max(1))
      .default(1),
    DEMO: z.enum(['0', '1'], 'must be 0 or 1').default('1'),
    DEMO_ACCOUNTS: z.enum(['0', '1'], 'must be 0 or 1').optional(),
    KEYS_FILE: z.string().min(1).optional(),
    CHECKPOINTS_FILE: z.string().min(1).optional(),
    SIGN_ON_FILE: z.string().min(1).optional(),
    FLAGGED_WORDS_FILE: z.string().min(1).optional(),
    FILES_DIR: z.string().min(1).optional(),
    S3_ENDPOINT: origin.optional(),
    S3_BUCKET: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
      .optional(),
    S3_REGION: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/, 'must be the name of a region')
      .default('us-east-1'),
    S3_ACCESS_KEY: s3Key,
    S3_SECRET_KEY: s3Key,
    BASEMAP: basemap.default({ type: 'built-in' }),
    TIANDITU_KEY: z
      .string()
      .regex(/^[0-9A-Za-z]{16,64}$/, 'must be the key Tianditu gave you, letters and digits only')
      .optional(),
    MAP_APPROVAL_NUMBER: approvalNumber.optional(),
    EMBED_ORIGINS: embedOrigins.default(['*']),
    SOURCE_ORIGINS: sourceOrigins.default([]),
    DATA_LICENSE: z.url({ protocol: /^https?$/, error: 'must be the address of a licence' }).optional(),
  })
  .superRefine(isTiandituComplete)
  .superRefine(isFreeOfDemoAccounts)
  .superRefine(isS3Complete);

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  logLevel: (typeof LOG_LEVELS)[number];
  databaseUrl: string | undefined;
  meiliUrl: string | undefined;
  /** Key that may search, write and set up the index. */
  meiliKey: string | undefined;
  /** A router that speaks OSRM's table service, profile foot. */
  routerUrl: string | undefined;
  /** GeoJSON feature of where things may be pinned; Zhejiang without it. */
  serviceAreaFile: string | undefined;
  /** Public holidays of more years, in the form of `holidaysFile`. */
  moreHolidaysFile: string | undefined;
  /** Another server that finds addresses; null: the stand-in. */
  geocoder: GeocoderSetting | null;
  publicOrigin: string | undefined;
  /** How many proxies in front add to X-Forwarded-For. */
  trustedProxies: number;
  /** Cost units an address may spend a second on average; 0 = no limit. */
  rateLimit: number;
  /** For so many seconds after SIGTERM requests are still taken, while /readyz says that it stops. */
  stopGrace: number;
  seedScale: number;
  demo: boolean;
  /** Accounts to try with, and a page that shows the codes they sign in with; never in production. */
  demoAccounts: boolean;
  /** Keys of this installation; the database is worth little without them. */
  keysFile: string;
  /** What was signed of the record of acts, one line each minute; a copy belongs on another machine. */
  checkpointsFile: string;
  /** Platforms whose accounts sign in here; none without it. */
  signOnFile: string | undefined;
  /** Words by which a submission is looked at more closely, and why. */
  flaggedWordsFile: string;
  /** Where photos are kept. */
  fileStore: FileStoreSetting;
  /** NODE_ENV is production: what must not be public is refused at the start. */
  isProduction: boolean;
  basemap: BasemapSetting;
  tiandituKey: string | undefined;
  /** Of the reviewed map: GS(2024)0650号 */
  approvalNumber: string | undefined;
  /** Who may frame the page for other sites: origins, or `*`; nobody when empty. */
  embedOrigins: readonly string[];
  /** Servers of sources that stand in a network of our own, which is closed to all others. */
  sourceOrigins: readonly string[];
  /** Address of the licence of what is given out. */
  dataLicense: string | undefined;
  /** Files of the other packages, by path only. */
  webRoot: string;
  seedProgram: string;
  basemapFile: string;
  groundFile: string;
  townshipsFile: string;
  holidaysFile: string;
}

/** Thrown with one line per bad variable. */
export class BadSettings extends Error {}

/** Reads and checks the settings; empty values count as unset. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = Settings.safeParse(given);
  if (!result.success) {
    const lines = result.error.issues.map(
      ({ path, message }) => `${String(path[0])}: ${message} (it is ${show(String(path[0]), given)})`,
    );
    throw new BadSettings(lines.map(hidePassword).join('\n'));
  }
  const settings = result.data;
  const isProduction = settings.NODE_ENV === 'production';
  return {
    port: settings.PORT,
    host: settings.HOST,
    dataDir: resolve(root, settings.DATA_DIR),
    logLevel: settings.LOG_LEVEL,
    databaseUrl: settings.DATABASE_URL,
    meiliUrl: settings.MEILI_URL,
    meiliKey: settings.MEILI_MASTER_KEY,
    routerUrl: settings.ROUTER_URL,
    serviceAreaFile: settings.SERVICE_AREA && resolve(root, settings.SERVICE_AREA),
    moreHolidaysFile: settings.HOLIDAYS_FILE && resolve(root, settings.HOLIDAYS_FILE),
    geocoder:
      settings.GEOCODER_URL === undefined
        ? null
        : { url: settings.GEOCODER_URL, path: settings.GEOCODER_PATH, crs: settings.GEOCODER_CRS },
    publicOrigin: settings.PUBLIC_ORIGIN,
    trustedProxies: settings.TRUSTED_PROXIES,
    rateLimit: settings.RATE_LIMIT,
    stopGrace: settings.STOP_GRACE,
    seedScale: settings.SEED_SCALE,
    demo: settings.DEMO === '1',
    demoAccounts: (settings.DEMO_ACCOUNTS ?? (isProduction ? '0' : settings.DEMO)) === '1',
    keysFile: resolve(root, settings.KEYS_FILE ?? join(settings.DATA_DIR, 'keys.json')),
    checkpointsFile: resolve(root, settings.CHECKPOINTS_FILE ?? join(settings.DATA_DIR, 'checkpoints.jsonl')),
    signOnFile: settings.SIGN_ON_FILE && resolve(root, settings.SIGN_ON_FILE),
    flaggedWordsFile: resolve(root, settings.FLAGGED_WORDS_FILE ?? 'server/data/flagged-words.json'),
    fileStore: toFileStore(settings),
    isProduction,
    basemap: locate(settings.BASEMAP),
    tiandituKey: settings.TIANDITU_KEY,
    approvalNumber: settings.MAP_APPROVAL_NUMBER,
    embedOrigins: settings.EMBED_ORIGINS,
    sourceOrigins: settings.SOURCE_ORIGINS,
    dataLicense: settings.DATA_LICENSE,
    webRoot: resolve(root, 'web/dist'),
    seedProgram: resolve(root, 'seed/dist/main.js'),
    basemapFile: resolve(root, 'seed/data/basemap.json'),
    groundFile: resolve(root, 'seed/data/ground.json'),
    townshipsFile: resolve(root, 'seed/data/township-positions.json'),
    holidaysFile: resolve(root, 'seed/data/public-holidays.json'),
  };
}

/** Where a browser on this machine finds what listens on `host`. */
export function localOrigin(host: string, port: number): string {
  const named = ['127.0.0.1', '0.0.0.0', '::1', '::'].includes(host) ? 'localhost' : host;
  return `http://${named.includes(':') ? `[${named}]` : named}:${port}`;
}

function toFileStore(settings: z.output<typeof Settings>): FileStoreSetting {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket = '', S3_REGION: region } = settings;
  if (endpoint === undefined)
    return { type: 'directory', folder: resolve(root, settings.FILES_DIR ?? join(settings.DATA_DIR, 'files')) };
  const { S3_ACCESS_KEY: accessKey = '', S3_SECRET_KEY: secretKey = '' } = settings;
  return { type: 's3', endpoint, bucket, region, accessKey, secretKey };
}

const locate = (setting: BasemapSetting): BasemapSetting =>
  setting.type === 'pmtiles' ? { ...setting, file: resolve(root, setting.file) } : setting;

function show(name: string, given: Record<string, string | undefined>): string {
  const value = given[name];
  if (value === undefined) return 'not set';
  return name.endsWith('_KEY') || name === 'GEOCODER_URL' ? 'not shown here' : `"${value}"`;
}

function hidePassword(text: string): string {
  return text.replace(/(\/\/[^:/@\s]+):[^@\s]+@/, '$1:***@');
}
