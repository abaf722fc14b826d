import type { Catalogue } from './catalogue.ts';

/** The catalogue that answers now; a new one takes its place after everything was loaded again. */
export interface LiveCatalogue {
  current: Catalogue;
  /** When it was last known to hold all that was committed. */
  followedAt?: Date;
}
