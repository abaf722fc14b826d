import { bareRow, idsOf, type FeatureSource } from '../../catalogue/feature.ts';
import { ORGANISER } from '../../contract/kinds.ts';

type Row = [
  id: number,
  institution: number | null,
  topics: string,
  audiences: string,
  price: string | null,
  confirmedOn: string | null,
];
type Text = [id: number, title: string, description: string, institution: number | null, topics: string];

const ROWS = `SELECT r.id, r.institution_id, r.topics::text, r.audiences::text, r.price_min, r.confirmed_on FROM public_resources r`;
const TEXTS = `SELECT r.id, r.title, r.description, r.institution_id, r.topics::text FROM public_resources r`;

/** An online resource: never at a place. */
export const resourceFeatures: FeatureSource = {
  kind: 'resource',
  async *load(reader, ids) {
    for await (const batch of reader.batches<Row>(ROWS, 'r.id', ids)) {
      yield batch.map(([id, institution, topics, audiences, price, confirmedOn]) =>
        Object.assign(bareRow(id, null, institution), { topics, audiences, modes: '{online}', price, confirmedOn }),
      );
    }
  },
  async *loadTexts(reader, ids) {
    for await (const batch of reader.batches<Text>(TEXTS, 'r.id', ids)) {
      yield batch.map(([id, title, description, institution, topics]) => ({
        id,
        title,
        description,
        institution,
        topics,
      }));
    }
  },
  shows: [ORGANISER],
  async touchedBy(reader, changes) {
    const rows = await reader.rows<[number]>('SELECT id FROM public_resources WHERE institution_id = ANY($1)', [
      idsOf(changes, ORGANISER),
    ]);
    return rows.map(([id]) => id);
  },
};
