import { bareRow, idsOf, type FeatureSource } from '../../catalogue/feature.ts';
import { ORGANISER } from '../../contract/kinds.ts';

type Row = [id: number, place: number | null, institution: number | null, confirmedOn: string | null];
type Text = [id: number, name: string, description: string, institution: number | null];

const ROWS = `SELECT p.id, p.place_id, p.institution_id, p.confirmed_on FROM public_credit_points p`;
const TEXTS = `SELECT p.id, p.name, p.description, p.institution_id FROM public_credit_points p`;

/** An acceptance point of the credit bank, at its place. */
export const creditPointFeatures: FeatureSource = {
  kind: 'credit_point',
  async *load(reader, ids) {
    for await (const batch of reader.batches<Row>(ROWS, 'p.id', ids)) {
      yield batch.map(([id, place, institution, confirmedOn]) =>
        Object.assign(bareRow(id, place, institution), { confirmedOn }),
      );
    }
  },
  async *loadTexts(reader, ids) {
    for await (const batch of reader.batches<Text>(TEXTS, 'p.id', ids)) {
      yield batch.map(([id, title, description, institution]) => ({
        id,
        title,
        description,
        institution,
        topics: '{}',
      }));
    }
  },
  shows: [ORGANISER, 'place'],
  async touchedBy(reader, changes) {
    const rows = await reader.rows<[number]>(
      'SELECT id FROM public_credit_points WHERE institution_id = ANY($1) OR place_id = ANY($2)',
      [idsOf(changes, ORGANISER), idsOf(changes, 'place')],
    );
    return rows.map(([id]) => id);
  },
};
