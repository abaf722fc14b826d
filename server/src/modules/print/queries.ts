import { sql } from 'kysely';
import type { Card } from '../../contract/common.ts';
import { ORGANISER } from '../../contract/kinds.ts';
import type { StoredThing, Tx } from '../../db/index.ts';

/** The number to call about each card, where its source says one: its own, else of the place, else of who offers it. */
export async function listPhones(
  tx: Tx,
  things: readonly StoredThing[],
  cards: readonly Card[],
): Promise<(string | null)[]> {
  if (cards.length === 0) return [];
  const lists = [
    sql`${cards.map(({ id }) => id)}::bigint[]`,
    sql`${cards.map(({ place, venue }) => (place ?? venue)?.id ?? null)}::bigint[]`,
    // Ids are one number space: what nobody offers may be an organiser itself.
    sql`${cards.map(({ id, institution }) => institution?.id ?? id)}::bigint[]`,
  ];
  const own = things.filter(({ kind }) => kind !== ORGANISER).flatMap(({ phone }) => phone?.(sql`h.id`) ?? []);
  const organisers = things
    .filter(({ kind }) => kind === ORGANISER)
    .flatMap(({ phone }) => phone?.(sql`h.organiser`) ?? []);
  const places = sql`(SELECT p.phone FROM public_places p WHERE p.id = h.place)`;
  const { rows } = await sql<{ phone: string | null }>`
    SELECT coalesce(${sql.join([...own, places, ...organisers])}) AS phone
    FROM unnest(${sql.join(lists)}) WITH ORDINALITY h (id, place, organiser, n) ORDER BY h.n`.execute(tx);
  return rows.map(({ phone }) => phone);
}
