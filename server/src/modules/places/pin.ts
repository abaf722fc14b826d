import { nameField, plainField, termsField, textField } from '../../contract/fields.ts';
import { NotFound } from '../../errors.ts';
import type { PinnedKind } from '../../db/index.ts';
import { findReadPlaces } from './find.ts';

/** Where other things stand; spoken for by those that are there. */
export const placePin: PinnedKind = {
  kind: 'place',
  table: 'places',
  organiser: null,
  form: {
    kind: 'place',
    names: { 'zh-CN': '地点', en: 'Place' },
    statuses: [],
    fields: [
      nameField,
      plainField('position', { name: 'position', section: 'where', names: ['位置', 'Position'], isNeeded: true }),
      textField({ name: 'address', section: 'where', names: ['地址', 'Address'] }, { most: 300 }),
      plainField('hours', { name: 'openingHours', section: 'when', names: ['开放时间', 'Opening hours'] }),
      termsField({ name: 'accessibility', section: 'where', names: ['无障碍', 'Accessibility'] }, 'accessibility'),
      plainField('phone', { name: 'phone', section: 'enrol', names: ['电话', 'Phone'] }),
      plainField('link', { name: 'website', section: 'enrol', names: ['网站', 'Website'] }),
    ],
  },
  read: `SELECT jsonb_build_object('name', t.name, 'address', nullif(t.address, ''), 'position', position_of(t),
      'openingHours', t.opening_hours, 'accessibility', nullif(t.accessibility, '{}'), 'phone', t.phone, 'website', t.website)
    FROM places t WHERE t.id = of_thing`,
  write: `
    PERFORM write_place(of_thing, body->'position', 'pins', of_thing::text, body->>'name', coalesce(body->>'address', ''),
      texts_of(body->'accessibility'));
    UPDATE places SET opening_hours = body->'openingHours', phone = body->>'phone', website = body->>'website',
        revision = revision + 1, state = 'published', updated_at = now(), confirmed_on = app_today(), confirmed_by = 'organiser'
      WHERE id = of_thing;`,
  details: async (tx, id) => {
    const place = (await findReadPlaces(tx, [id])).get(id);
    if (!place) throw new NotFound();
    return place;
  },
};
