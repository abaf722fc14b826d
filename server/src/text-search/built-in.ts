import { orderedPage, plainPage } from './ordered-page.ts';
import type { TextSearch } from './port.ts';
import { ShownMarks } from './shown.ts';

const marks = new ShownMarks();

/** The order of the index itself. */
export const builtIn: TextSearch = {
  page({ index }, filter, request) {
    if (request.after?.shown === undefined) return Promise.resolve(plainPage(index, filter, request));
    // It began in the order of another engine, in another process or before a setting changed.
    return orderedPage({ index, marks, order: (hits) => Promise.resolve([...hits]) }, filter, request);
  },
  titles: () => Promise.resolve([]),
  figures: () => ({ search: 'built-in' }),
  close: () => Promise.resolve(),
};
