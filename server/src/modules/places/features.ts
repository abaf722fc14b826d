import type { PlaceRow, PlaceSource, RowReader } from '../../catalogue/feature.ts';

type Row = [
  id: number,
  lng: number | null,
  lat: number | null,
  division: string,
  name: string,
  address: string,
  openingHours: string | null,
  accessibility: string,
];
type Exception = [place: number, date: string, opens: string | null, closes: string | null];

const ROWS = `SELECT p.id, p.lng, p.lat, p.division, p.name, p.address, p.opening_hours::text,
    p.accessibility::text
  FROM public_places p`;
const EXCEPTIONS = `SELECT e.place_id, e.on_date, e.opens, e.closes FROM public_opening_exceptions e`;
const NONE: PlaceRow['exceptions'] = [];

export const placeFeatures: PlaceSource = {
  async *load(reader, ids) {
    const [loading, batches] = [loadExceptions(reader, ids), reader.batches<Row>(ROWS, 'p.id', ids)];
    // Whoever takes the first batch sees the failure.
    loading.catch(() => undefined);
    for await (const batch of batches) {
      const exceptions = await loading;
      yield batch.map(([id, lng, lat, division, name, address, openingHours, accessibility]) => ({
        id,
        lng,
        lat,
        division,
        name,
        address,
        openingHours,
        exceptions: exceptions.get(id) ?? NONE,
        accessibility,
      }));
    }
  },
};

async function loadExceptions(
  reader: RowReader,
  ids?: readonly number[],
): Promise<Map<number, PlaceRow['exceptions'][number][]>> {
  const byPlace = new Map<number, PlaceRow['exceptions'][number][]>();
  for await (const batch of reader.batches<Exception>(EXCEPTIONS, 'e.place_id', ids)) {
    for (const [place, ...exception] of batch) {
      const known = byPlace.get(place);
      if (known) known.push(exception);
      else byPlace.set(place, [exception]);
    }
  }
  return byPlace;
}
