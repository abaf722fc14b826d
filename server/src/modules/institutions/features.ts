import { bareRow, idsOf, type FeatureSource } from '../../catalogue/feature.ts';

type Row = [
  id: number,
  place: number | null,
  topics: string,
  audiences: string,
  closedOn: string | null,
  confirmedOn: string | null,
];
type Text = [id: number, name: string, aliases: string, description: string, topics: string];

const ROWS = `SELECT i.id, i.place_id, i.topics::text, i.audiences::text, i.closed_on, i.confirmed_on
  FROM public_institutions i`;
const TEXTS = `SELECT i.id, i.name, array_to_string(i.aliases, ' '), i.description, i.topics::text
  FROM (SELECT DISTINCT ON (id) * FROM public_institutions ORDER BY id) i`;

/** An institution at each of its places. */
export const institutionFeatures: FeatureSource = {
  kind: 'institution',
  async *load(reader, ids) {
    for await (const batch of reader.batches<Row>(ROWS, 'i.id', ids)) {
      yield batch.map(([id, place, topics, audiences, closedOn, confirmedOn]) =>
        Object.assign(bareRow(id, place, id), { topics, audiences, endsOn: closedOn, pinned: true, confirmedOn }),
      );
    }
  },
  async *loadTexts(reader, ids) {
    for await (const batch of reader.batches<Text>(TEXTS, 'i.id', ids)) {
      yield batch.map(([id, name, aliases, description, topics]) => ({
        id,
        title: aliases === '' ? name : `${name} ${aliases}`,
        description,
        institution: null,
        topics,
      }));
    }
  },
  shows: ['place'],
  async touchedBy(reader, changes) {
    const rows = await reader.rows<[number]>('SELECT DISTINCT id FROM public_institutions WHERE place_id = ANY($1)', [
      idsOf(changes, 'place'),
    ]);
    return rows.map(([id]) => id);
  },
};
