import type { OrganiserSheet, Sheet } from '@zlm/server/intake/sheet/sheet';
import type { DemoBase } from '../demo/base.ts';
import type { Institution } from '../demo/institution.ts';
import type { Place } from '../demo/place.ts';
import type { Value } from './shared/encode.ts';

/** A kind of thing, as it is read and written, and how the demo makes it. */
export interface SeedKind<Name extends string = string> extends Sheet<Name> {
  demo: DemoRules;
}

export type OrganiserKind<Name extends string = string> = SeedKind<Name> & OrganiserSheet<Name>;

/** `index` counts from 0 in loading order. */
export interface DemoThing {
  index: number;
  sourceId: string;
}
export type Ref = number | string;
/** What refers to a thing of the demo: its id in a database, its source id in an export. */
export interface Refs {
  /** To a thing of the same kind. */
  own: (thing: DemoThing) => Ref;
  place: (place: Place) => Ref;
  institution: (institution: Institution) => Ref;
}
export type DemoRow = Record<string, Value>;

export interface DemoSet<T extends DemoThing = DemoThing> {
  count: number;
  /** Parts that take an id of their own. */
  numbered: number;
  /** In the order of `index`. */
  things: Iterable<T>;
}
export interface DemoPart<T extends DemoThing = DemoThing> {
  /** In the line of an export. */
  name: string;
  table: string;
  rows(refs: Refs, thing: T, takeId: () => Ref): Iterable<DemoRow>;
}
/** Rows that stand before the things and belong to none. */
export interface DemoList {
  /** File of an export. */
  name: string;
  table: string;
  rows: () => readonly DemoRow[];
}

/** Methods, so that rules of one kind of thing can stand in a list of all. */
export interface DemoRules<T extends DemoThing = DemoThing> {
  lists?: readonly DemoList[];
  create(base: DemoBase): DemoSet<T>;
  row(refs: Refs, thing: T): DemoRow;
  parts: readonly DemoPart<T>[];
}
