import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { FeatureSource } from '../../catalogue/feature.ts';
import { withRowReader } from '../../catalogue/row-reader.ts';
import type { Database } from '../../db/index.ts';
import { readDocuments } from './documents.ts';
import { toPositionDocument } from './position.ts';
import { schemaOf, toSettings } from './settings.ts';
import type { Writer } from './writer.ts';

/** Batches under way at once: the server makes one of those that wait. */
const UNDER_WAY = 4;

export interface ReindexParts {
  writer: Writer;
  database: Pick<Database, 'maintain'>;
  features: readonly FeatureSource[];
  catalogue: Catalogue;
  isStopped: () => boolean;
}

/** Fills an index beside the one that answers, and swaps the two: whoever asks meanwhile sees the old one whole. */
export async function reindex({ writer, database, features, catalogue, isStopped }: ReindexParts): Promise<void> {
  const settings = toSettings(catalogue.reference.terms);
  // What changes from here on is followed after the swap.
  const position = { origin: catalogue.origin, schema: schemaOf(settings), cursor: catalogue.cursor };
  await writer.createSpare(settings);
  await withRowReader(database, async (reader) => {
    const waiting: Promise<void>[] = [];
    try {
      for (const source of features) {
        for await (const documents of readDocuments(catalogue, source, reader)) {
          if (isStopped()) return;
          const adding = writer.add('spare', documents);
          // Seen when it is waited for.
          adding.catch(() => undefined);
          waiting.push(adding);
          if (waiting.length >= UNDER_WAY) await waiting.shift();
        }
      }
      await Promise.all(waiting);
    } finally {
      await Promise.allSettled(waiting);
    }
  });
  if (isStopped()) return;
  await writer.add('spare', [toPositionDocument(position)]);
  await writer.swapInSpare();
}
