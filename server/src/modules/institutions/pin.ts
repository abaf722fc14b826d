import {
  audiencesField,
  choiceField,
  descriptionField,
  nameField,
  photosField,
  plainField,
  termsField,
  topicsField,
  kindForm,
} from '../../contract/fields.ts';
import type { PinnedKind } from '../../db/index.ts';
import { readInstitution } from './service.ts';

/** A new one stands below the institution it is written for; what is done to the tree later is done there. */
export const institutionPin: PinnedKind = {
  kind: 'institution',
  table: 'institutions',
  organiser: 'id',
  lastDay: 't.closed_on - 1',
  form: kindForm('institution', [
    nameField,
    termsField({ name: 'type', section: 'what', names: ['类型', 'Type'], isNeeded: true }, 'institution_type', {
      least: 1,
      most: 1,
    }),
    choiceField(
      { name: 'level', section: 'what', names: ['层级', 'Level'], isNeeded: true },
      {
        province: ['省级', 'Province'],
        city: ['市级', 'City'],
        county: ['县级', 'County'],
        township: ['乡镇级', 'Township'],
        village: ['村社', 'Village'],
        none: ['不分级', 'None'],
      },
    ),
    plainField('place', { name: 'place', section: 'where', names: ['地点', 'Place'] }),
    plainField('phone', { name: 'phone', section: 'enrol', names: ['电话', 'Phone'] }),
    plainField('link', { name: 'website', section: 'enrol', names: ['网站', 'Website'] }),
    topicsField({ least: 0 }),
    audiencesField,
    descriptionField,
    photosField,
  ]),
  read: `SELECT jsonb_build_object('name', t.name, 'type', t.type, 'level', t.level,
      'place', (SELECT jsonb_build_object('id', p.place_id) FROM institution_places p
        WHERE p.institution_id = t.id ORDER BY p.is_main DESC, p.place_id LIMIT 1),
      'phone', t.phone, 'website', t.website, 'topics', nullif(t.topics, '{}'), 'audiences', nullif(t.audiences, '{}'),
      'description', nullif(t.description, ''))
    FROM institutions t WHERE t.id = of_thing`,
  write: `
    INSERT INTO institutions (id, name, type, level, division, description, phone, website, audiences, topics, state,
        source_system, source_id, confirmed_on, confirmed_by)
      VALUES (of_thing, body->>'name', body->>'type', body->>'level',
        coalesce((SELECT division FROM places WHERE id = of_place), (SELECT division FROM institutions WHERE id = of_institution)),
        coalesce(body->>'description', ''), body->>'phone', body->>'website', texts_of(body->'audiences'),
        texts_of(body->'topics'), 'published', 'pins', of_thing::text, app_today(), 'organiser')
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, type = excluded.type, level = excluded.level,
        description = excluded.description, phone = excluded.phone, website = excluded.website, audiences = excluded.audiences,
        topics = excluded.topics, state = 'published', revision = institutions.revision + 1,
        confirmed_on = excluded.confirmed_on, confirmed_by = excluded.confirmed_by, updated_at = now();
    IF of_institution <> of_thing AND NOT EXISTS (SELECT FROM institution_parents WHERE institution_id = of_thing) THEN
      INSERT INTO institution_parents (institution_id, parent_id, during) VALUES (of_thing, of_institution, daterange(app_today(), NULL));
    END IF;
    IF of_place IS NOT NULL THEN
      UPDATE institution_places SET is_main = false WHERE institution_id = of_thing AND is_main AND place_id <> of_place;
      INSERT INTO institution_places (institution_id, place_id, is_main) VALUES (of_thing, of_place, true)
        ON CONFLICT (institution_id, place_id) DO UPDATE SET is_main = true WHERE NOT institution_places.is_main;
    END IF;`,
  details: (tx, id, now, things) => readInstitution(tx, things, id, now),
};
