import type { FormBody, PinKind } from '../../contract/form.ts';
import { KINDS, type Kind } from '../../contract/kinds.ts';
import type { FlagSource, StoredThing, Tx } from '../../db/index.ts';
import { findDuplicatesIn } from '../placing/service.ts';
import { findPosition } from './queries.ts';

interface Asked {
  kind: PinKind;
  pin: number;
  body: FormBody;
}
const isKind = (kind: PinKind): kind is Kind => (KINDS as readonly string[]).includes(kind);

/** Public things of the kind within 100 m that are called alike; none where it has no place. */
export async function listDuplicates(tx: Tx, things: readonly StoredThing[], { kind, pin, body }: Asked) {
  const title = body['title'] ?? body['name'];
  if (!isKind(kind) || typeof title !== 'string' || title === '') return [];
  const at = await findPosition(tx, body);
  if (!at) return [];
  const series = body['series'] as { times?: { starts: string }[] } | undefined;
  const starts = series?.times?.[0]?.starts;
  const { duplicates } = await findDuplicatesIn(tx, things, {
    ...{ kind, title, thing: pin, lng: at[0], lat: at[1] },
    ...(starts !== undefined && { starts }),
  });
  return duplicates.map(({ id, title, metres, score, place }) => ({
    ...{ id, kind, title, metres, score },
    lngLat: place.lngLat,
  }));
}

export const duplicateFlag = (things: readonly StoredThing[]): FlagSource => ({
  flag: 'duplicate',
  isRaised: async (tx, submitted) => (await listDuplicates(tx, things, submitted)).length > 0,
});
