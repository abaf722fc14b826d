import type { Kind } from '@zlm/server/contract';
import { KINDS } from '@zlm/server/contract/kinds';
import type { Component } from 'vue';
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

/** A page in the place of the list, beside the map; given the prop `id` where its path has one. */
export interface PagePart {
  name: string;
  /** Address below the language: `timetable/:id(\\d{4}-\\d{2}-\\d{2})?`. */
  path: string;
  component: Loader;
  /** Fills the window by itself, without header, map and panel. */
  bare?: true;
}

/** Where a module may add a component of its own; all load after the first list. */
export type SlotName = 'menu' | 'listTools' | 'mapTools' | 'thingActions' | 'moreActions' | 'background' | 'countNotes';

/** What a module folder says in its `module.ts`; nothing else has to know it. */
export interface WebModule {
  thing?: ThingPart;
  pages?: readonly PagePart[];
  slots?: Partial<Record<SlotName, Loader>>;
  /** Place among the others of a slot, lowest first; 5 unless told. */
  rank?: number;
}

const files = import.meta.glob<WebModule>('../modules/*/module.ts', { eager: true, import: 'module' });
const MIDDLE = 5;
const modules = Object.values(files).sort((a, b) => (a.rank ?? MIDDLE) - (b.rank ?? MIDDLE));

export const things: readonly ThingPart[] = modules.flatMap(({ thing }) => thing ?? []);
export const pages: readonly PagePart[] = modules.flatMap((module) => module.pages ?? []);

export function thingOf(kind: Kind): ThingPart {
  const found = things.find((thing) => thing.kind === kind);
  if (!found) throw new Error(`no web module shows ${kind}`);
  return found;
}

export function coloursOf(look: Look): Record<Kind, string> {
  return Object.fromEntries(KINDS.map((kind) => [kind, thingOf(kind).colours[look]])) as Record<Kind, string>;
}

/** What the modules put into a slot, by rank, then in the order of their folders. */
export function loadersOf(slot: SlotName): Loader[] {
  return modules.flatMap(({ slots }) => slots?.[slot] ?? []);
}
