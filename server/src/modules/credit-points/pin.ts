import { descriptionField, nameField, photosField, plainField, termsField, kindForm } from '../../contract/fields.ts';
import type { PinnedKind } from '../../db/index.ts';
import { readCreditPoint } from './service.ts';

export const creditPointPin: PinnedKind = {
  kind: 'credit_point',
  table: 'credit_points',
  organiser: 'institution_id',
  form: kindForm('credit_point', [
    nameField,
    termsField({ name: 'tier', section: 'what', names: ['层级', 'Tier'], isNeeded: true }, 'credit_tier', {
      least: 1,
      most: 1,
    }),
    plainField('place', { name: 'place', section: 'where', names: ['地点', 'Place'], isNeeded: true }),
    plainField('phone', { name: 'phone', section: 'enrol', names: ['电话', 'Phone'] }),
    descriptionField,
    photosField,
  ]),
  read: `SELECT jsonb_build_object('name', t.name, 'description', nullif(t.description, ''), 'tier', t.tier,
      'place', CASE WHEN t.place_id IS NOT NULL THEN jsonb_build_object('id', t.place_id) END, 'phone', t.phone)
    FROM credit_points t WHERE t.id = of_thing`,
  write: `
    INSERT INTO credit_points (id, name, description, tier, institution_id, place_id, phone, state, source_system, source_id,
        confirmed_on, confirmed_by)
      VALUES (of_thing, body->>'name', coalesce(body->>'description', ''), body->>'tier', of_institution, of_place, body->>'phone',
        'published', 'pins', of_thing::text, app_today(), 'organiser')
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, description = excluded.description, tier = excluded.tier,
        place_id = excluded.place_id, phone = excluded.phone, state = 'published', revision = credit_points.revision + 1,
        confirmed_on = excluded.confirmed_on, confirmed_by = excluded.confirmed_by, updated_at = now();`,
  details: (tx, id) => readCreditPoint(tx, id),
};
