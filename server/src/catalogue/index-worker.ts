import { parentPort } from 'node:worker_threads';
import { compactRows, packRows, type CompactionWork, type PackWork } from '@zlm/tiles';

export type Task = { name: 'pack'; work: PackWork } | { name: 'compact'; work: CompactionWork };

parentPort!.once('message', (task: Task) => {
  parentPort!.postMessage(task.name === 'pack' ? packRows(task.work) : compactRows(task.work));
});
