import type { Announcer } from './catalogue/announcer.ts';
import type { FeatureSource } from './catalogue/feature.ts';
import type { LiveCatalogue } from './catalogue/live.ts';
import type { Config } from './config.ts';
import type { Lang } from './contract/lists.ts';
import type { Keys } from './crypto/keys.ts';
import type { Database, StoredThing } from './db/index.ts';
import type { PageContext, PageRoute, PublicPage } from './html/page.ts';
import type { PublicPages } from './html/public-pages.ts';
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
  /** What all modules keep of persons. */
  personal: readonly PersonalTable[];
  config: Config;
  keys: Keys;
  /** Where the world reaches this server: https://map.example.org */
  origin: string;
}

/** What a module answers. */
export interface Served {
  routes?: readonly Route[];
  pages?: readonly PageRoute[];
  tiles?: readonly TileSource[];
  events?: readonly EventSource[];
  files?: readonly ServedFile[];
}

/** Everything about a kind that others fold over; in `thing.ts` of its module. */
export interface Thing extends StoredThing {
  features: FeatureSource;
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
  /** Sealed: what about, and by whose key where it is not their own. */
  sealed?: { about: string; person?: string };
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

/** One folder of `modules`; its migrations are found by their files. */
export interface Module {
  name: string;
  /** Before anything is opened; throws BadSettings where it cannot run with these settings. */
  check?: (config: Config) => Promise<void>;
  serve?: (parts: Parts) => Served;
  thing?: Thing;
  /** What it keeps of persons. */
  personal?: readonly PersonalTable[];
}
export type ThingModule = Module & { thing: Thing };
