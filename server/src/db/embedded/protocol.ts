import type { MessagePort } from 'node:worker_threads';
import type { Faults } from './faults.ts';

/** What main and the worker tell each other; the bytes of the clients travel over one MessagePort each. */
export interface WorkerStart {
  /** Folder of the PostgreSQL cluster. */
  dataDir: string;
  /** Folders to keep what every new database starts from, best first. */
  caches: string[];
  signals: Int32Array<SharedArrayBuffer>;
  idleInTransactionMs: number;
  relaxed: boolean;
  /** For tests alone. */
  faults: Faults | null;
}
export type ToWorker =
  { kind: 'connect'; id: number; port: MessagePort } | { kind: 'relax'; on: boolean } | { kind: 'stop' };
export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'committed' }
  | { kind: 'relaxed' }
  /** A statement failed on a file; the database goes on. */
  | { kind: 'trouble'; code: string }
  | { kind: 'failed'; code: string | null; message: string };

/** Places in `signals`, which main can read while the worker is busy. */
export const JOB_NUMBER = 0;
export const JOB_EXEMPT = 1;
export const JOB_SESSION = 2;
/** Grows with every step of the worker; it stands still in a worker that is stuck. */
export const BEAT = 3;
/** 1 when the worker is about to end by a failure: its ports close before its last word is read. */
export const FAILED = 4;
export const SIGNAL_COUNT = 5;
