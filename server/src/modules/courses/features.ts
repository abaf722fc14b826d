import { bareRow, idsOf, type FeatureSource } from '../../catalogue/feature.ts';
import { ORGANISER } from '../../contract/kinds.ts';

type Row = [
  id: number,
  place: number | null,
  institution: number,
  topics: string,
  audiences: string,
  modes: string | null,
  price: string | null,
  endsOn: string | null,
  seatsLeft: number | null,
  confirmedOn: string | null,
];
type Text = [id: number, title: string, description: string, institution: number, topics: string];

const ROWS = `SELECT c.id, c.place_id, c.institution_id, c.topics::text, c.audiences::text, c.modes::text, c.price_min,
    c.ends_on, c.seats_left, c.confirmed_on
  FROM public_courses c`;
const TEXTS = `SELECT c.id, c.title, c.description, c.institution_id, c.topics::text
  FROM (SELECT DISTINCT ON (id) * FROM public_courses ORDER BY id) c`;

/** A course at each place where it is offered. */
export const courseFeatures: FeatureSource = {
  kind: 'course',
  async *load(reader, ids) {
    for await (const batch of reader.batches<Row>(ROWS, 'c.id', ids)) {
      yield batch.map(([id, place, institution, topics, audiences, modes, price, endsOn, seatsLeft, confirmedOn]) => {
        const known = { topics, audiences, modes: modes ?? '{}', price, seatsLeft, endsOn, confirmedOn };
        return Object.assign(bareRow(id, place, institution), known);
      });
    }
  },
  async *loadTexts(reader, ids) {
    for await (const batch of reader.batches<Text>(TEXTS, 'c.id', ids)) {
      yield batch.map(([id, title, description, institution, topics]) => ({
        id,
        title,
        description,
        institution,
        topics,
      }));
    }
  },
  shows: [ORGANISER, 'place'],
  async touchedBy(reader, changes) {
    // An institution also shows through the offerings it gives for another's course.
    const rows = await reader.rows<[number]>(
      `SELECT id FROM public_courses WHERE institution_id = ANY($1)
       UNION SELECT course_id FROM public_course_offerings WHERE institution_id = ANY($1) OR place_id = ANY($2)`,
      [idsOf(changes, ORGANISER), idsOf(changes, 'place')],
    );
    return rows.map(([id]) => id);
  },
};
