import fs from 'node:fs';
import path from 'node:path';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { FAULT, isSet, type Faults } from './faults.ts';

interface Stream {
  nfd?: number;
  path: string;
  node: object;
}
/** What this file uses of Emscripten's NODEFS. */
interface NodeFiles {
  realPath(node: object): string;
  stream_ops: {
    read(stream: Stream, buffer: object, offset: number, length: number, position: number): number;
    write(stream: Stream, buffer: object, offset: number, length: number, position: number): number;
    fsync?(stream: Stream): number;
  };
}

type ErrnoError = new (errno: number) => Error & { errno: number };

/** What went wrong with a file, as Node names it. */
export interface FileTrouble {
  code: string;
  /** PostgreSQL cannot go on after it, and PGlite would try for ever. */
  isFatal: boolean;
}
export interface Watcher {
  /** Called at every step that is not the last one over again. */
  onProgress: () => void;
  onTrouble: (trouble: FileTrouble) => void;
  /** PostgreSQL gave up (PANIC). */
  onAbort: () => void;
  faults: Faults | null;
}
const nobody: Watcher = {
  onProgress: () => undefined,
  onTrouble: () => undefined,
  onAbort: () => undefined,
  faults: null,
};

/**
 * Files of PGlite on the disk of the machine, with an fsync that works.
 * PGlite runs PostgreSQL with fsync off and its NODEFS has no fsync, so a power cut loses acknowledged commits. With this
 * hook and fsync on, PostgreSQL's own discipline (log before data, data before checkpoint, data before reply) holds.
 */
export class DurableFiles extends NodeFS {
  /** While true nothing is synced; `syncTree` has to follow. */
  relaxed = false;
  /** Bytes of write-ahead log since the caller last set it to 0. */
  logBytes = 0;
  /** Grows with every flush of the write-ahead log: an unchanged number means that nothing was committed. */
  logFlushes = 0;
  #watcher: Watcher;
  #lastWrite = '';

  constructor(dataDir: string, watcher: Watcher = nobody) {
    super(dataDir);
    this.#watcher = watcher;
  }

  override async init(...[db, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const result = await super.init(db, options);
    const preRun = result.emscriptenOpts.preRun ?? [];
    preRun.push((module) => {
      const files = module.FS as unknown as { filesystems: { NODEFS: NodeFiles }; ErrnoError: ErrnoError };
      this.#install(files.filesystems.NODEFS, files.ErrnoError);
    });
    result.emscriptenOpts.preRun = preRun;
    result.emscriptenOpts.onAbort = () => this.#watcher.onAbort();
    return result;
  }

  #install(files: NodeFiles, ErrnoError: ErrnoError) {
    const { onProgress, onTrouble, faults } = this.#watcher;
    const read = files.stream_ops.read.bind(files.stream_ops);
    const write = files.stream_ops.write.bind(files.stream_ops);
    files.stream_ops.read = (stream, ...rest) => {
      onProgress();
      return read(stream, ...rest);
    };
    files.stream_ops.write = (stream, buffer, offset, length, position) => {
      const log = isLog(stream.path);
      if (log) this.logBytes += length;
      const at = `${stream.path} ${position}`;
      if (at !== this.#lastWrite) onProgress();
      this.#lastWrite = at;
      try {
        while (isSet(faults, FAULT.loop));
        while (isSet(faults, FAULT.rewrite)) write(stream, buffer, offset, length, position);
        const fault = isSet(faults, log ? FAULT.logWrite : FAULT.dataWrite);
        if (fault) throw new ErrnoError(fault);
        return write(stream, buffer, offset, length, position);
      } catch (cause) {
        onTrouble({ code: codeOf((cause as { errno?: number }).errno), isFatal: log });
        throw cause;
      }
    };
    files.stream_ops.fsync = (stream) => {
      if (isLog(stream.path)) this.logFlushes++;
      onProgress();
      if (this.relaxed) return 0;
      try {
        const fault = isSet(faults, FAULT.sync);
        if (fault) throw Object.assign(new Error('injected'), { code: codeOf(fault) });
        if (stream.nfd === undefined) syncPath(files.realPath(stream.node));
        else if (isLog(stream.path)) fs.fdatasyncSync(stream.nfd);
        else fs.fsyncSync(stream.nfd);
        return 0;
      } catch (cause) {
        onTrouble({ code: (cause as NodeJS.ErrnoException).code ?? 'EIO', isFatal: true });
        return WASI_EIO;
      }
    };
  }

  syncTree(): void {
    syncTree(this.rootDir);
  }
}

/** PostgreSQL stops at it, as it must: what was written before a failed fsync may be lost. */
const WASI_EIO = 29;

const codeOf = (errno = WASI_EIO) => WASI_CODES[errno] ?? `errno ${errno}`;
const WASI_CODES: Record<number, string> = { 19: 'EDQUOT', 22: 'EFBIG', 29: 'EIO', 51: 'ENOSPC', 69: 'EROFS' };

const isLog = (file: string) => /\/pg_wal\/[0-9A-F]{24}$/.test(file);

function syncPath(file: string) {
  const descriptor = fs.openSync(file, 'r');
  fs.fsyncSync(descriptor);
  fs.closeSync(descriptor);
}

/** Brings every file and folder below `directory` to the disk. */
export function syncTree(directory: string): void {
  for (const entry of fs.readdirSync(directory, { withFileTypes: true })) {
    const file = path.join(directory, entry.name);
    if (entry.isDirectory()) syncTree(file);
    else if (entry.isFile()) syncPath(file);
  }
  syncPath(directory);
}
