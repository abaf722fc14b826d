import { KIND_TRAITS } from '../../contract/kinds.ts';
import {
  audiencesField,
  descriptionField,
  numberField,
  photosField,
  plainField,
  priceFields,
  termsField,
  titleField,
  topicsField,
} from '../../contract/fields.ts';
import { checkPrice } from '../../contract/form-checks.ts';
import type { PinnedKind } from '../../db/index.ts';
import { readResource } from './service.ts';

export const resourcePin: PinnedKind = {
  kind: 'resource',
  table: 'resources',
  organiser: 'institution_id',
  form: {
    kind: 'resource',
    names: { 'zh-CN': KIND_TRAITS.resource.names['zh-CN'].one, en: KIND_TRAITS.resource.names.en.one },
    statuses: [],
    fields: [
      titleField(['例如：八段锦分解动作', 'For example: The eight pieces of brocade, step by step']),
      plainField('link', { name: 'url', section: 'what', names: ['网址', 'Address'], isNeeded: true }),
      termsField({ name: 'medium', section: 'what', names: ['类型', 'Medium'], isNeeded: true }, 'medium', {
        least: 1,
        most: 1,
      }),
      topicsField(),
      numberField(
        { name: 'durationMinutes', section: 'what', names: ['时长（分钟）', 'Minutes it takes'] },
        { most: 10_000 },
      ),
      plainField('day', { name: 'publishedOn', section: 'when', names: ['发布日期', 'Published on'] }),
      audiencesField,
      ...priceFields,
      descriptionField,
      photosField,
    ],
  },
  read: `SELECT jsonb_build_object('title', t.title, 'description', nullif(t.description, ''), 'url', t.url, 'medium', t.medium,
      'topics', t.topics, 'audiences', nullif(t.audiences, '{}'), 'durationMinutes', t.duration_minutes,
      'publishedOn', t.published_on, 'priceMin', t.price_min::text, 'priceMax', nullif(t.price_max, t.price_min)::text)
    FROM resources t WHERE t.id = of_thing`,
  write: `
    INSERT INTO resources (id, title, description, institution_id, medium, url, duration_minutes, topics, audiences, price_min,
        price_max, published_on, state, source_system, source_id, confirmed_on, confirmed_by)
      VALUES (of_thing, body->>'title', coalesce(body->>'description', ''), of_institution, body->>'medium', body->>'url',
        (body->>'durationMinutes')::integer, texts_of(body->'topics'), texts_of(body->'audiences'),
        (body->>'priceMin')::numeric, coalesce(body->>'priceMax', body->>'priceMin')::numeric, (body->>'publishedOn')::date,
        'published', 'pins', of_thing::text, app_today(), 'organiser')
      ON CONFLICT (id) DO UPDATE SET title = excluded.title, description = excluded.description, medium = excluded.medium,
        url = excluded.url, duration_minutes = excluded.duration_minutes, topics = excluded.topics, audiences = excluded.audiences,
        price_min = excluded.price_min, price_max = excluded.price_max, published_on = excluded.published_on,
        state = 'published', revision = resources.revision + 1, confirmed_on = excluded.confirmed_on,
        confirmed_by = excluded.confirmed_by, updated_at = now();`,
  check: checkPrice,
  details: readResource,
};
