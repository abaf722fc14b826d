import { sql } from 'kysely';
import type { Card } from '../../contract/common.ts';
import type { Tx } from '../../db/index.ts';

/** The number to call about each card, where its source says one: to enrol, else of the place, else of the institution. */
export async function listPhones(tx: Tx, cards: readonly Card[]): Promise<(string | null)[]> {
  if (cards.length === 0) return [];
  const lists = [
    sql`${cards.map(({ id }) => id)}::bigint[]`,
    sql`${cards.map(({ place }) => place?.id ?? null)}::bigint[]`,
    sql`${cards.map(({ id, kind, institution }) => (kind === 'institution' ? id : (institution?.id ?? null)))}::bigint[]`,
  ];
  const { rows } = await sql<{ phone: string | null }>`
    SELECT coalesce(
      (SELECT a.enrol_contact FROM public_activities a WHERE a.id = h.id AND a.enrol_method = 'phone'),
      (SELECT max(o.enrol_contact) FROM public_course_offerings o
        WHERE o.course_id = h.id AND o.place_id IS NOT DISTINCT FROM h.place AND o.enrol_method = 'phone'),
      (SELECT c.phone FROM public_credit_points c WHERE c.id = h.id),
      (SELECT p.phone FROM public_places p WHERE p.id = h.place),
      (SELECT i.phone FROM public_institutions i WHERE i.id = h.institution LIMIT 1)
    ) AS phone
    FROM unnest(${sql.join(lists)}) WITH ORDINALITY h (id, place, institution, n) ORDER BY h.n`.execute(tx);
  return rows.map(({ phone }) => phone);
}
