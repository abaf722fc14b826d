import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** The documents of a file written by `corpus.mjs`, one after the other. */
export async function* readTexts(file) {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity }))
    yield JSON.parse(line);
}
