import type { FeatureIndex } from '../feature-index.ts';
import type { Filter, Hit, PageRequest, RowInput } from '../input/types.ts';
import { featuresOf, type DecodedFeature } from './decode.ts';

export type PageShape = Pick<PageRequest, 'sort' | 'limit' | 'from' | 'asOf'>;

/** A row by its name. */
export const nameOf = ({ id, place }: Pick<RowInput, 'id' | 'place'>): string => `${id}/${place}`;

/** Names of the rows of every feature of a zoom, page by page, as often as tiles and clusters say them. */
export function membersOf(
  index: FeatureIndex,
  filter: Filter,
  rows: readonly RowInput[],
  z: number,
  shape: PageShape,
): string[] {
  return featuresOf(index, filter, rows, z).flatMap((feature) => membersOfFeature(index, filter, z, feature, shape));
}

/** A cluster that counts other than its pages give names itself instead. */
export function membersOfFeature(
  index: FeatureIndex,
  filter: Filter,
  z: number,
  { layer, id, properties }: DecodedFeature,
  shape: PageShape,
): string[] {
  const { point_count: count = 1, lng, lat, place } = properties as Record<string, number>;
  if (count === 1 && layer !== 'areas') return [nameOf({ id: id!, place: place! })];
  const hits = walkPages(shape, (page) =>
    layer !== 'points'
      ? index.leaves(filter, { z, id: id! }, page)
      : index.page({ ...filter, at: { lng: lng!, lat: lat! } }, { ...page, scope: 'all' }),
  );
  return hits.length === count ? hits.map(nameOf) : [`feature ${id} of ${count} rows has ${hits.length}`];
}

/** All hits, page by page. */
export function walkPages<Page extends PageShape>(
  first: Page,
  ask: (page: Page & Pick<PageRequest, 'after'>) => Hit[],
): Hit[] {
  const walked: Hit[] = [];
  for (let next: Page & Pick<PageRequest, 'after'> = first; ;) {
    const page = ask(next);
    walked.push(...page);
    if (page.length < first.limit) return walked;
    const { key, id, place } = page.at(-1)!;
    next = { ...first, after: { key, id, place } };
  }
}
