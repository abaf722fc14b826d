import type { Announcer } from './catalogue/announcer.ts';
import type { FeatureSource } from './catalogue/feature.ts';
import type { LiveCatalogue } from './catalogue/live.ts';
import type { Config } from './config.ts';
import type { Lang } from './contract/lists.ts';
import type { Keys } from './crypto/keys.ts';
import type { Database, FlagSource, PinnedKind, StoredThing, Tx } from './db/index.ts';
import type { CalendarEvent } from './formats/icalendar.ts';
import type { PageContext, PageRoute, PublicPage } from './html/page.ts';
import type { PublicPages } from './html/public-pages.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EventSource } from './http/events.ts';
import type { ServedFile } from './http/files.ts';
import type { Route } from './http/route.ts';
import type { TileSource } from './http/tiles.ts';
import type { TextSearch } from './text-search/port.ts';

/** What a module may be built with. */
export interface Parts {
  database: Database;
  live: LiveCatalogue;
  text: TextSearch;
  announcer: Announcer;
  pages: PublicPages;
  /** Every kind, in the order of the list. */
  things: readonly Thing[];
  /** What people write. */
  pinned: readonly PinnedKind[];
  /** What is noticed of what they submit. */
  flags: readonly FlagSource[];
  /** What all modules keep of persons. */
  personal: readonly PersonalTable[];
  config: Config;
  keys: Keys;
  /** Where the world reaches this server: https://map.example.org */
  origin: string;
}

/** What answers everything below a path by itself. */
export interface Mount {
  path: string;
  /** False where nothing is there. */
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
}
/** What a module answers. */
export interface Served {
  routes?: readonly Route[];
  pages?: readonly PageRoute[];
  tiles?: readonly TileSource[];
  events?: readonly EventSource[];
  files?: readonly ServedFile[];
  mounts?: readonly Mount[];
}

/** Everything about a kind that others fold over; in `thing.ts` of its module. */
export interface Thing extends StoredThing {
  features: FeatureSource;
  /** Sessions of several that start in a window, cancelled ones too; of kinds that have sessions. */
  events?: (
    database: Database,
    ids: readonly number[],
    asked: { from: Date; to: Date; lang: Lang; origin: string },
  ) => Promise<CalendarEvent[]>;
  /** Throws NotFound. */
  page: (parts: Pick<Parts, 'database' | 'things'>, id: number, context: PageContext) => Promise<PublicPage>;
  /** What people call it. */
  words: {
    /** Those of `anything`, like 活动, narrow nothing. */
    mean: 'kind' | 'anything';
    words: readonly string[];
    /** Also a piece of other words and names. */
    weak?: true;
  };
}

/** One thing that its owner is told of a row. */
export interface Told {
  names: Record<Lang, string>;
  /** Another expression than the column of that name. */
  sql?: string;
  /** Sealed: what about, and by whose key where it is not their own; or by that of the record for their account. */
  sealed?: { about: string; person?: string; by?: 'record' };
}
/** A table that keeps something of persons. Conditions and statements know `of_account` and `of_person`. */
export interface PersonalTable {
  table: string;
  names: Record<Lang, string>;
  why: Record<Lang, string>;
  /** Which rows are theirs; null where nobody knows whose they are. */
  rows: string | null;
  told: Record<string, Told>;
  /** How rows are erased with the account: removed unless told. */
  erase?: readonly string[];
  kept: {
    names: Record<Lang, string>;
    /** What is removed each day. */
    outdated?: string;
  };
}

/** `15 minutes` and `2 hours` count from midnight of 1970-01-01 in Shanghai. */
export type Every = `${number} ${'minute' | 'minutes' | 'hour' | 'hours'}` | `1 day at ${string} Asia/Shanghai`;

/** Work may be begun again after a crash: it bears that, or calls `finish` in the transaction of its effect. */
export interface Job {
  id: number;
  payload: Readonly<Record<string, string | number | boolean | null>>;
  /** 1 for the first try. */
  attempt: number;
  now: Date;
  /** Aborted when the server stops or the job is somebody else's by now. */
  signal: AbortSignal;
  /** Marks it done by the commit of the transaction: what else that writes is written once. Throws where it is taken over. */
  finish(tx: Tx): Promise<void>;
}
export interface JobSettings {
  /** `<module>.<what>` */
  kind: string;
  /** After so many tries it is dead; 10 unless told. */
  mostAttempts?: number;
  /** Makes it recur, once a period over all processes. */
  every?: Every;
}
/** Work that is not waited for; enqueued by `enqueue` of the module jobs, in the transaction that asks for it. */
export interface JobKind extends JobSettings {
  run: (parts: Parts, job: Job) => Promise<void>;
}

/** One folder of `modules`; its migrations are found by their files. */
export interface Module {
  name: string;
  /** Before anything is opened; throws BadSettings where it cannot run with these settings. */
  check?: (config: Config) => Promise<void>;
  serve?: (parts: Parts) => Served;
  thing?: Thing;
  /** What people write of its kind. */
  pin?: PinnedKind;
  /** What it notices of what people submit. */
  flags?: (parts: Pick<Parts, 'config' | 'pinned' | 'things'>) => readonly FlagSource[];
  /** What it keeps of persons. */
  personal?: readonly PersonalTable[];
  jobs?: readonly JobKind[];
  /** Each selects `sha256` of files that it names, which are kept as long. */
  namedFiles?: readonly string[];
}
export type ThingModule = Module & { thing: Thing; pin: PinnedKind };
