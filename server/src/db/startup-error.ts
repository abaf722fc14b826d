export type StartupReason =
  | 'unreachable'
  | 'refused'
  | 'version'
  | 'extension'
  | 'in-use'
  | 'not-writable'
  | 'disk-full'
  | 'unopenable'
  | 'keys'
  | 'demo-accounts';

/** Why there is no database, as a sentence for the person who starts the program. */
export class StartupError extends Error {
  override name = 'StartupError';
  readonly reason: StartupReason;
  constructor(reason: StartupReason, message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}

/** Another process holds the data directory; import and seed go on through `connectRunning`. */
export class DataDirInUse extends StartupError {
  override name = 'DataDirInUse';
  readonly pid: number | null;
  constructor(dataDir: string, pid: number | null) {
    super('in-use', `The data directory ${dataDir} is in use by ${pid ? `process ${pid}` : 'another process'}.`);
    this.pid = pid;
  }
}
