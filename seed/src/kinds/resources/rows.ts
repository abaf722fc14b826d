import type { ResourcesTable } from '@zlm/server/modules/resources/tables';
import { dayText } from '../../demo/calendar.ts';
import type { Resource } from './demo/resources.ts';
import { encodeList } from '../shared/encode.ts';
import type { Refs } from '../kind.ts';
import { record, type Row } from '../shared/rows.ts';

export function resourceRow(refs: Refs, resource: Resource) {
  const { title, description, institution, medium, url, minutes, topics, audiences, price, published } = resource;
  return {
    id: refs.own(resource),
    title,
    description,
    institution_id: refs.institution(institution),
    medium,
    url,
    duration_minutes: minutes,
    topics: encodeList(topics),
    audiences: encodeList(audiences),
    price_min: price.min,
    price_max: price.max,
    published_on: dayText(published),
    ...record(resource),
  } satisfies Row<ResourcesTable>;
}
