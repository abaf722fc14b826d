import type { MessagePort } from 'node:worker_threads';

/** What main and the worker tell each other; the bytes of the clients travel over one MessagePort each. */
export interface WorkerStart {
  /** Folder of the PostgreSQL cluster. */
  dataDir: string;
  /** Folders to keep what every new database starts from, best first. */
  caches: string[];
  signals: Int32Array<SharedArrayBuffer>;
  idleInTransactionMs: number;
  relaxed: boolean;
}
export type ToWorker =
  { kind: 'connect'; id: number; port: MessagePort } | { kind: 'relax'; on: boolean } | { kind: 'stop' };
export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'committed' }
  | { kind: 'relaxed' }
  | { kind: 'failed'; code: string | null; message: string };

/** Places in `signals`, which main can read while the worker is busy. */
export const JOB_NUMBER = 0;
export const JOB_EXEMPT = 1;
export const JOB_SESSION = 2;
export const SIGNAL_COUNT = 3;
