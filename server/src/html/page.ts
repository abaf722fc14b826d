import type { Thing, WithContext } from 'schema-dts';
import { traitsOf, type Kind } from '../contract/kinds.ts';
import type { Lang } from '../contract/lists.ts';
import type { Markup } from './markup.ts';
import type { Words } from './words.ts';

/** The public address of a thing, below the language. */
export const pathOf = (kind: Kind, id: number): string => `/${traitsOf(kind).folder}/${id}`;

/** A page for readers without scripts, search engines and previews. */
export interface PublicPage {
  /** Below the language: /activities/12 */
  path: string;
  title: string;
  /** One or two sentences. */
  description: string;
  jsonLd: WithContext<Thing> | null;
  /** What stands in the page until the app takes its place. */
  body: Markup;
  /** Asks search engines not to list it. */
  hidden?: boolean;
}

/** What a page is written with. */
export interface PageContext {
  words: Words;
  /** Where the world reaches this server: https://map.example.org */
  origin: string;
  now: Date;
}

/** Answered by `http/pages`. */
export type PageAnswer =
  | { status?: number; body: string }
  | { redirect: string }
  /** For programs that ask the same address; `type` as application/geo+json. */
  | { status?: number; json: object; type: string }
  /** As plain text. */
  | { text: string }
  | { file: PageFile };
/** A file that is kept packed. */
export interface PageFile {
  etag: string;
  type: string;
  gzip: Uint8Array;
}
export interface PageRequest {
  params: Readonly<Record<string, string>>;
  /** With its question mark, or empty. */
  search: string;
  /** The header Accept. */
  accept: string;
  lang: Lang;
  now: Date;
}
export interface PageRoute {
  /** As express writes it, below the language. */
  path: string;
  /** Also below /en; false where there is no language in it. */
  localised: boolean;
  run: (request: PageRequest) => Promise<PageAnswer>;
}
