import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { withRowReader } from '../../server/dist/catalogue/row-reader.js';
import { features, loadSeedCatalogue, openSeed, readKeys } from './open.mjs';

const FIELDS = ['title', 'organiser', 'topic', 'place', 'description'];

/** Writes the texts every engine is given, one thing a line as JSON: { key, title, organiser, topic, place, description }. */
export async function measure({ scale, file }) {
  const database = await openSeed(scale);
  try {
    const catalogue = await loadSeedCatalogue(database);
    await catalogue.text;
    const keys = await readKeys(database);
    const out = createWriteStream(file);
    const count = await withRowReader(database, (reader) => writeTexts(reader, { catalogue, keys, out }));
    out.end();
    await once(out, 'close');
    return { count };
  } finally {
    await database.close();
  }
}

async function writeTexts(reader, { catalogue, keys, out }) {
  let count = 0;
  for (const source of features) {
    const places = new Map();
    for await (const batch of source.load(reader))
      for (const { id, place } of batch) places.set(id, [...(places.get(id) ?? []), place ?? 0]);
    for await (const batch of source.loadTexts(reader)) {
      for (const text of batch) {
        const line = JSON.stringify({ key: keys.get(text.id), ...joinPlaces(catalogue, text, places.get(text.id)) });
        if (!out.write(`${line}\n`)) await once(out, 'drain');
        count++;
      }
    }
  }
  return count;
}

/** What the built-in index reads of a thing; one document holds the texts of all its places. */
function joinPlaces(catalogue, text, places = [0]) {
  const all = places.map((place) => catalogue.fieldsOf(text, place));
  const joined = [...new Set(all.map(({ place }) => place))].filter(Boolean).join('/');
  return Object.fromEntries(FIELDS.map((name) => [name, name === 'place' ? joined : all[0][name]]));
}
