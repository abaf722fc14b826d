import type { Filter, Hit, PageRequest } from '@zlm/tiles';
import type { Catalogue } from '../catalogue/catalogue.ts';

/** Where a page ended: after a hit of the built-in order, or in a head that was put in another order. */
export interface PageEnd {
  key: number;
  id: number;
  place: number;
  /** Which of the head were shown, as `shown.ts` writes it. */
  shown?: string;
}

export type TextPageRequest = Omit<PageRequest, 'after'> & { after?: PageEnd };

export interface TextPage {
  hits: Hit[];
  /** Where the next page goes on; null after the last. */
  end: PageEnd | null;
  /** The engine that should have put them in order did not answer. */
  isDegraded: boolean;
}

/** Counts and states by name, for /readyz. */
export type Figures = Record<string, number | string>;

/**
 * Orders what the index of the catalogue found, and completes what is typed. Which rows match, and all counts, are
 * the index's alone. Never rejects because of an engine outside this process.
 */
export interface TextSearch {
  /** The next hits; all pages together hold each row once. */
  page(catalogue: Catalogue, filter: Filter, request: TextPageRequest): Promise<TextPage>;
  /** Titles that what has been typed may become, best first, beside those the index itself completes. */
  titles(catalogue: Catalogue, typed: string, limit: number): Promise<string[]>;
  figures(): Figures;
  close(): Promise<void>;
}
