import type { ClientBase } from 'pg';
import type { Kind } from '../../contract/kinds.ts';
import type { Column } from '../reading/columns.ts';
import type { Columns, Draft, OrganiserDraft } from '../reading/drafts.ts';
import type { RowFields } from '../reading/fields.ts';
import type { ReadContext } from '../reading/reference.ts';
import type { Synonyms, Term } from '../reading/terms.ts';
import type { SheetForm } from './to-body.ts';

/** Lists that sheets are made with. */
export interface SheetVocabularies {
  /** A column each. */
  accessibility: readonly Label[];
  profession: readonly (Label & { degree?: string })[];
  degree: readonly Label[];
}
interface Label {
  code: string;
  zh: string;
  en: string;
}

/** Ids of two things, one below the other. */
export interface Parentage {
  child: number;
  parent: number;
}

/** How rows of one kind of thing are read and written; a module says it in its folder `sheet`. */
export interface Sheet<Name extends string = string> {
  /** As files, templates and exports call it. */
  name: Name;
  /** As the contract calls it; null for places, which things are held at and which are none. */
  kind: Kind | null;
  table: string;
  /** Tables whose rows are written with it. */
  partTables: readonly string[];
  /** In the order of the template. */
  columns: readonly Column[];
  /** One row as a draft; what is wrong with it lies in the issues of the fields. */
  read: (fields: RowFields, context: ReadContext) => Draft;
  /** A row as what people fill in. */
  form: SheetForm;
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

/** Of those who offer things: rows of every kind may bring them along. */
export interface OrganiserSheet<Name extends string = string> extends Sheet<Name> {
  /** Columns of one that a row only mentions. */
  mention: (organiser: OrganiserDraft, division: string | null) => Columns;
}

export interface Sheets {
  /** What they were made with. */
  vocabularies: SheetVocabularies;
  organisers: OrganiserSheet;
  places: Sheet;
  /** Of all kinds, in the order of templates and documents. */
  all: readonly Sheet[];
}
