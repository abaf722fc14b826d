import type { Kind, Lang } from '@zlm/server/contract';
import { KINDS } from '@zlm/server/contract/kinds';
import type { Component } from 'vue';
import type { Tab } from '../state/tabs.ts';
import type { Look } from '../state/theme.ts';

type Loader = () => Promise<{ default: Component }>;

/** A kind of thing on map, list and details. */
export interface ThingPart {
  kind: Kind;
  /** Of its mark, its icon on the map and its part of a ring. */
  colours: Record<Look, string>;
  /** Outline of the mark on a 32 unit square; tells the kind without colour. */
  shape: string;
  /** Strokes on a 24 unit square inside the outline. */
  glyph: string;
  filled?: boolean;
  /** Details, given the prop `id`. */
  details: Loader;
}

/** An address below the language and what is shown there; given the prop `id` where its path has one. */
export interface PagePart {
  name: string;
  /** `timetable/:id(\\d{4}-\\d{2}-\\d{2})?` */
  path: string;
  component: Loader;
}

/** What is known of an entry before its code is loaded. */
interface EntryPart {
  names: Record<Lang, string>;
  icon: Component;
  /** One sentence on what it is for. */
  hints?: Record<Lang, string>;
  /** Place among its like, lowest first; 5 unless told. */
  rank?: number;
  needsAccount?: true;
}

/** A page of a tab, over the map; the first of a tab is what the tab opens. */
export interface PageEntry extends EntryPart, PagePart {
  as: 'page';
  tab: Tab;
  /** Has a line on the reader's own page too; at its end stands what this shows. */
  note?: Loader;
}
/** A page beside the map, which it draws on. */
export interface LayerEntry extends EntryPart, PagePart {
  as: 'layer';
}
/** A dialog over the map, opened from the reader's own page; emits `close`. */
export interface AppEntry extends EntryPart {
  as: 'app';
  name: string;
  dialog: Loader;
}
/** A button or note beside a thing or over the list; `names` are what it is called there. */
export interface MarkEntry {
  as: 'mark';
  slot: MarkSlot;
  names: Record<Lang, string>;
  component: Loader;
  rank?: number;
  needsAccount?: true;
}
export type Entry = PageEntry | LayerEntry | AppEntry | MarkEntry;
/** What stands in a line of its own, with icon and words. */
export type LineEntry = Exclude<Entry, MarkEntry>;

/** Where marks stand: over the list, among the actions of a thing, folded away below them, at its end. */
type MarkSlot = 'listTools' | 'thingActions' | 'moreActions' | 'thingEnd';
/** Where a component of a module may stand; all load after the first list. */
export type SlotName = MarkSlot | 'mapTools' | 'countNotes' | 'background';

/** What a module folder says in its `module.ts`; nothing else has to know it. */
export interface WebModule {
  thing?: ThingPart;
  /** How a person gets to it; the shell places it. */
  entries?: readonly Entry[];
  /** Below 我的, or without a tab beside the map; whoever holds no role gets nothing there. */
  desk?: PagePart & { tab?: 'me' };
  /** Fills the window alone, without header, map and tabs. */
  bare?: PagePart;
  /** What is shown by itself and opened by nobody. */
  slots?: Partial<Record<SlotName, Loader>>;
}

const files = import.meta.glob<WebModule>('../modules/*/module.ts', { eager: true, import: 'module' });
const MIDDLE = 5;
const modules = Object.values(files);
const byRank = (a: Entry, b: Entry) => (a.rank ?? MIDDLE) - (b.rank ?? MIDDLE);

/** Of all modules, by rank, then in the order of their folders. */
export const entries: readonly Entry[] = modules.flatMap((module) => module.entries ?? []).sort(byRank);
export const things: readonly ThingPart[] = modules.flatMap(({ thing }) => thing ?? []);
export const barePages: readonly PagePart[] = modules.flatMap(({ bare }) => bare ?? []);
export const desks = modules.flatMap(({ desk }) => desk ?? []);
export const tabPages = entries.filter((entry) => entry.as === 'page');
export const layers = entries.filter((entry) => entry.as === 'layer');
export const apps = entries.filter((entry) => entry.as === 'app');
const marks = entries.filter((entry) => entry.as === 'mark');

export function thingOf(kind: Kind): ThingPart {
  const found = things.find((thing) => thing.kind === kind);
  if (!found) throw new Error(`no web module shows ${kind}`);
  return found;
}

export function coloursOf(look: Look): Record<Kind, string> {
  return Object.fromEntries(KINDS.map((kind) => [kind, thingOf(kind).colours[look]])) as Record<Kind, string>;
}

/** What the modules put into a slot; what has names would be missed. */
export function partsOf(slot: SlotName): { names?: Record<Lang, string>; load: Loader }[] {
  const notes = modules.flatMap(({ slots }) => slots?.[slot] ?? []).map((load) => ({ load }));
  const own = marks.filter((mark) => mark.slot === slot).map(({ names, component }) => ({ names, load: component }));
  return [...own, ...notes];
}
