import type { Kind } from '@zlm/server/contract/kinds';
import type { ClientBase } from 'pg';
import type { DemoBase } from '../demo/base.ts';
import type { Institution } from '../demo/institution.ts';
import type { Place } from '../demo/place.ts';
import type { Column } from '../reading/columns.ts';
import type { Columns, Draft, OrganiserDraft } from '../reading/drafts.ts';
import type { RowFields } from '../reading/fields.ts';
import type { ReadContext } from '../reading/reference.ts';
import type { Synonyms, Term } from '../reading/terms.ts';
import type { Value } from './shared/encode.ts';

/** Everything that import, demo and export have to know of one kind of thing. */
export interface SeedKind<Name extends string = string> {
  /** As files, templates and exports call it. */
  name: Name;
  /** As the contract calls it; null for places, which things are held at and which are none. */
  kind: Kind | null;
  table: string;
  /** Tables whose rows are written with it. */
  partTables: readonly string[];
  imports: ImportRules;
  demo: DemoRules;
}

/** Ids of two things, one below the other. */
export interface Parentage {
  child: number;
  parent: number;
}

export interface ImportRules {
  /** In the order of the template. */
  columns: readonly Column[];
  /** One row as a draft; what is wrong with it lies in the issues of the fields. */
  read: (fields: RowFields, context: ReadContext) => Draft;
  /** Columns of the table which an import owns; all others keep what they have. */
  owned: readonly string[];
  /** How people write the terms of its own vocabularies. */
  synonyms?: Synonyms;
  /** A vocabulary that has a table of its own. */
  terms?: () => Term[];
  /** Adds a later row of one thing to its first; false where the two contradict each other. */
  merge?: (first: Columns, second: Columns) => boolean;
  /** Runs before rows are written, in their transaction. */
  prepare?: (client: ClientBase, rows: readonly Columns[]) => Promise<void>;
  /** Parts by the id of their thing: replaced where they differ. Answers the things that changed. */
  replaceParts?: (client: ClientBase, parts: ReadonlyMap<number, readonly Columns[]>) => Promise<Set<number>>;
  /** Things with a column `parent` stand below each other, as of `today`. Answers the children that changed. */
  linkParents?: (client: ClientBase, parents: readonly Parentage[], today: string) => Promise<number[]>;
}

/** Those who offer things: rows of every kind may bring them along. */
export interface OrganiserKind<Name extends string = string> extends SeedKind<Name> {
  imports: ImportRules & {
    /** Columns of one that a row only mentions. */
    mention: (organiser: OrganiserDraft, division: string | null) => Columns;
  };
}

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
