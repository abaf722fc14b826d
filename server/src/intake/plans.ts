import type { Columns } from './reading/drafts.ts';

/** A thing of this source by its source id, or one of another source by its id. */
export type Ref = { id: number } | { sourceId: string };

export interface Row {
  sourceId: string;
  /** A derived id under which the thing may stand from an earlier import. */
  formerId: string | null;
  line: number;
  columns: Columns;
}
export interface PlaceLink {
  institution: Ref;
  place: Ref;
  name: string | null;
  isMain: boolean;
}
export interface Thing extends Row {
  institution: Ref | null;
  place: Ref | null;
  offerings: (Columns & { institution: Ref; place: Ref | null })[];
}

/** Everything that one row writes, in the order of its parts. */
export interface Plan {
  lines: number[];
  /** What the row is about: its outcome is what the summary counts. */
  sourceId: string;
  places: Row[];
  institutions: Row[];
  links: PlaceLink[];
  thing: Thing | null;
  /** Name or id of what stands above it, as the row says. */
  parentName: string | null;
  parent: Ref | null;
}
