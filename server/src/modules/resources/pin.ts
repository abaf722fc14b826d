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
  kindForm,
} from '../../contract/fields.ts';
import { checkPrice } from '../../contract/form-checks.ts';
import type { PinnedKind } from '../../db/index.ts';
import {
  OFFER_COLUMNS,
  OFFER_UPDATES,
  OFFER_VALUES,
  offerPairs,
  RECORD_COLUMNS,
  RECORD_VALUES,
  recordUpdates,
} from '../../db/pin-sql.ts';
import { readResource } from './service.ts';

export const resourcePin: PinnedKind = {
  kind: 'resource',
  table: 'resources',
  organiser: 'institution_id',
  form: kindForm('resource', [
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
  ]),
  read: `SELECT jsonb_build_object(${offerPairs('t')}, 'url', t.url, 'medium', t.medium, 'durationMinutes', t.duration_minutes,
      'publishedOn', t.published_on)
    FROM resources t WHERE t.id = of_thing`,
  write: `
    INSERT INTO resources (id, institution_id, ${OFFER_COLUMNS}, medium, url, duration_minutes, published_on, ${RECORD_COLUMNS})
      VALUES (of_thing, of_institution, ${OFFER_VALUES}, body->>'medium', body->>'url', (body->>'durationMinutes')::integer,
        (body->>'publishedOn')::date, ${RECORD_VALUES})
      ON CONFLICT (id) DO UPDATE SET ${OFFER_UPDATES}, medium = excluded.medium, url = excluded.url,
        duration_minutes = excluded.duration_minutes, published_on = excluded.published_on, ${recordUpdates('resources')};`,
  check: checkPrice,
  details: readResource,
};
