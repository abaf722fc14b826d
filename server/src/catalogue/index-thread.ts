import { Worker } from 'node:worker_threads';
import type { CompactedRows, CompactionWork, FeatureIndex, PackedRows, PackWork, RowInput } from '@zlm/tiles';
import { buffersOf } from './buffers.ts';
import { runSliced } from './steps.ts';
import type { Task } from './index-worker.ts';

// The compiled file, for tests that run the sources too.
const WORKER = new URL('../../dist/catalogue/index-worker.js', import.meta.url);

/** Loads rows into an index that others may be asking; sorting them is left to another thread. */
export async function loadRows(index: FeatureIndex, rows: Iterable<RowInput>, count: number): Promise<void> {
  const work = await runSliced(index.packSteps(rows, count));
  index.loadPacked(await runInThread<PackWork, PackedRows>('pack', work, buffersOf(work.columns)));
}

/** Makes one base of the rows that came since the last; nobody who asks meanwhile has to wait. */
export async function compact(index: FeatureIndex): Promise<void> {
  const work = await runSliced(index.compactionSteps());
  if (!work) return;
  try {
    const compacted = await runInThread<CompactionWork, CompactedRows>('compact', work, buffersOf(work.recents));
    await runSliced(index.finishCompactionSteps(compacted));
  } catch (cause) {
    index.dropCompaction();
    throw cause;
  }
  await runSliced(index.mergeTextSteps());
}

function runInThread<Work, Done>(name: Task['name'], work: Work, buffers: ArrayBuffer[]): Promise<Done> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER);
    worker.once('message', (done: Done) => {
      resolve(done);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error(`the thread that was to ${name} rows ended`)));
    worker.postMessage({ name, work }, buffers);
  });
}
