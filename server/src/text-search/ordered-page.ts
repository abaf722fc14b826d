import type { FeatureIndex, Filter, Hit } from '@zlm/tiles';
import type { TextPage, TextPageRequest } from './port.ts';
import { keyOf, type ShownMarks } from './shown.ts';

/** Hits that another engine may put in order; those after them stay as they are. */
export const HEAD = 1000;

/** Puts hits in order, each of them once; null when it cannot now. */
export type Order = (hits: readonly Hit[]) => Promise<Hit[] | null>;

export interface OrderedPageParts {
  index: Pick<FeatureIndex, 'page'>;
  marks: ShownMarks;
  order: Order;
  head?: number;
}

/** A page in the order of the index. */
export function plainPage(index: Pick<FeatureIndex, 'page'>, filter: Filter, request: TextPageRequest): TextPage {
  const found = index.page(filter, { ...request, limit: request.limit + 1 });
  const hits = found.slice(0, request.limit);
  return { hits, end: found.length > hits.length ? endAt(hits.at(-1)!) : null, isDegraded: false };
}

/**
 * A page whose first hits come in another order, which may differ from page to page: rows not shown yet are put in
 * order anew. What began in the order of the index goes on in it.
 */
export async function orderedPage(
  { index, marks, order, head = HEAD }: OrderedPageParts,
  filter: Filter,
  request: TextPageRequest,
): Promise<TextPage> {
  const { after, limit, ...rest } = request;
  if (after && after.shown === undefined) return plainPage(index, filter, request);
  const found = index.page(filter, { ...rest, limit: head + 1 });
  const hits = found.slice(0, head);
  const keys = hits.map(keyOf);
  const shown = after?.shown === undefined ? new Set<string>() : marks.read(after.shown, keys);
  const open = hits.filter((hit) => !shown.has(keyOf(hit)));
  const ordered = open.length > 1 ? await order(open) : open;
  if (ordered === null && !after) return { ...plainPage(index, filter, request), isDegraded: true };

  const first = (ordered ?? open).slice(0, limit);
  const isDegraded = ordered === null;
  if (first.length < open.length) {
    const mark = marks.write(keys, new Set([...shown, ...first.map(keyOf)]));
    return { hits: first, end: { ...endAt(first.at(-1)!), shown: mark }, isDegraded };
  }
  if (found.length === hits.length) return { hits: first, end: null, isDegraded };
  const last = endAt(hits.at(-1)!);
  if (first.length === limit) return { hits: first, end: last, isDegraded };
  const tail = plainPage(index, filter, { ...rest, limit: limit - first.length, after: last });
  return { hits: [...first, ...tail.hits], end: tail.end, isDegraded };
}

const endAt = ({ key, id, place }: Hit) => ({ key, id, place });
