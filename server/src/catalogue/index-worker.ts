import { parentPort } from 'node:worker_threads';
import { compactRows, packRows, type CompactionWork, type PackWork } from '@zlm/tiles';
import { buffersOf } from './buffers.ts';
import { stepBack } from './step-back.ts';

export type Task = { name: 'pack'; work: PackWork } | { name: 'compact'; work: CompactionWork };

parentPort!.once('message', (task: Task) => {
  // A load is waited for, a compaction is not.
  if (task.name === 'pack') return parentPort!.postMessage(packRows(task.work));
  stepBack();
  const compacted = compactRows(task.work);
  parentPort!.postMessage(compacted, buffersOf(compacted.moves));
});
