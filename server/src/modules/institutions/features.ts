import { bareRow, idsOf, type FeatureSource, type OrganiserTree } from '../../catalogue/feature.ts';
import { fromDayNumber } from '../../formats/shanghai-time.ts';

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

const NODES = `SELECT DISTINCT ON (i.id) i.id, coalesce(n.name, i.name), p.parent_id,
    CASE WHEN i.closed_on <= $1::date THEN
      (SELECT h.heir_id FROM public_institution_heirs h WHERE h.institution_id = i.id ORDER BY h.position LIMIT 1) END
  FROM public_institutions i
    LEFT JOIN public_institution_names n ON n.institution_id = i.id AND n.during @> $1::date
    LEFT JOIN public_institution_parents p ON p.institution_id = i.id AND p.during @> $1::date`;
const CHILDREN = `SELECT institution_id FROM public_institution_parents
  WHERE parent_id = ANY($2) AND during @> $1::date`;

const tree: OrganiserTree = {
  async load(reader, day, ids) {
    const rows = await reader.rows<[id: number, name: string, parent: number | null, heir: number | null]>(
      `${NODES} ${ids ? 'WHERE i.id = ANY($2)' : ''} ORDER BY i.id`,
      ids ? [fromDayNumber(day), ids] : [fromDayNumber(day)],
    );
    return rows.map(([id, name, parent, heir]) => ({ id, name, parent, heir }));
  },
  async listChildren(reader, day, ids) {
    const rows = await reader.rows<[id: number]>(CHILDREN, [fromDayNumber(day), ids]);
    return rows.map(([id]) => id);
  },
};

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
  tree,
  shows: ['place'],
  async touchedBy(reader, changes) {
    const rows = await reader.rows<[number]>('SELECT DISTINCT id FROM public_institutions WHERE place_id = ANY($1)', [
      idsOf(changes, 'place'),
    ]);
    return rows.map(([id]) => id);
  },
};
