import type { Crs } from '../../formats/crs.ts';
import type { DivisionIndex } from './division-names.ts';
import type { TermIndex } from './terms.ts';

/** What rows refer to: the divisions and vocabularies of the database. */
export interface Reference {
  divisions: DivisionIndex;
  terms: TermIndex;
}

export interface ReadContext {
  reference: Reference;
  crs: Crs;
  /** In Shanghai, where it is known: 12月5日 is the next one. */
  today?: string;
}
