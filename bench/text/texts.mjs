import { withRowReader } from '../../server/dist/catalogue/row-reader.js';
import { features } from '../../server/dist/modules.js';

/** The texts of all rows as the catalogue gives them to its index, and each text of a thing once. */
export async function readTexts(database, catalogue) {
  const read = new Map();
  await withRowReader(database, async (reader) => {
    for (const source of features) {
      for await (const batch of source.loadTexts(reader)) for (const text of batch) read.set(text.id, text);
    }
  });
  const fields = (id, place) => {
    const text = read.get(id);
    return text && catalogue.fieldsOf(text, place);
  };
  return { fields, texts: Array.from(read.values(), (text) => catalogue.fieldsOf(text, 0)) };
}
