// What several kinds read and write alike, as SQL of their `pin.ts`.

/** Of the row `t`, as pairs of a body: how one enrols. */
export const enrolPairs = (t: string) => `'capacity', ${t}.capacity, 'enrolMethod', ${t}.enrol_method,
  'enrolPhone', CASE WHEN ${t}.enrol_method = 'phone' THEN ${t}.enrol_contact END,
  'enrolLink', CASE WHEN ${t}.enrol_method = 'link' THEN ${t}.enrol_contact END,
  'enrolDeadline', to_moment(${t}.enrol_deadline)`;
/** Of the row `t`: what it is called, about, for whom and what it costs. */
export const offerPairs = (
  t: string,
) => `'title', ${t}.title, 'description', nullif(${t}.description, ''), 'topics', ${t}.topics,
  'audiences', nullif(${t}.audiences, '{}'), 'priceMin', ${t}.price_min::text,
  'priceMax', nullif(${t}.price_max, ${t}.price_min)::text`;
/** Columns of the same, and what a body says for them. */
export const OFFER_COLUMNS = 'title, description, topics, audiences, price_min, price_max';
export const OFFER_VALUES = `body->>'title', coalesce(body->>'description', ''), texts_of(body->'topics'), texts_of(body->'audiences'),
  (body->>'priceMin')::numeric, coalesce(body->>'priceMax', body->>'priceMin')::numeric`;
export const OFFER_UPDATES = `title = excluded.title, description = excluded.description, topics = excluded.topics,
  audiences = excluded.audiences, price_min = excluded.price_min, price_max = excluded.price_max`;
/** Of the row `t`: where it is, if it is anywhere. */
export const placePair = (t: string) =>
  `'place', CASE WHEN ${t}.place_id IS NOT NULL THEN jsonb_build_object('id', ${t}.place_id) END`;

/** Where a thing that is written here comes from: it is public, and its organiser says so today. */
export const RECORD_COLUMNS = 'state, source_system, source_id, confirmed_on, confirmed_by';
export const RECORD_VALUES = `'published', 'pins', of_thing::text, app_today(), 'organiser'`;
export const recordUpdates = (table: string) => `state = 'published', revision = ${table}.revision + 1,
  confirmed_on = excluded.confirmed_on, confirmed_by = excluded.confirmed_by, updated_at = now()`;
