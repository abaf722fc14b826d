import fs from 'node:fs';
import path from 'node:path';
import { NodeFS } from '@electric-sql/pglite/nodefs';

interface Stream {
  nfd?: number;
  path: string;
  node: object;
}
/** What this file uses of Emscripten's NODEFS. */
interface NodeFiles {
  realPath(node: object): string;
  stream_ops: {
    write(stream: Stream, buffer: object, offset: number, length: number, position: number): number;
    fsync?(stream: Stream): number;
  };
}

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

  override async init(...[db, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const result = await super.init(db, options);
    const preRun = result.emscriptenOpts.preRun ?? [];
    preRun.push((module) =>
      this.#install((module.FS as unknown as { filesystems: { NODEFS: NodeFiles } }).filesystems.NODEFS),
    );
    result.emscriptenOpts.preRun = preRun;
    return result;
  }

  #install(files: NodeFiles) {
    const write = files.stream_ops.write.bind(files.stream_ops);
    files.stream_ops.write = (stream, buffer, offset, length, position) => {
      if (isLog(stream.path)) this.logBytes += length;
      return write(stream, buffer, offset, length, position);
    };
    files.stream_ops.fsync = (stream) => {
      if (isLog(stream.path)) this.logFlushes++;
      if (this.relaxed) return 0;
      try {
        if (stream.nfd === undefined) syncPath(files.realPath(stream.node));
        else if (isLog(stream.path)) fs.fdatasyncSync(stream.nfd);
        else fs.fsyncSync(stream.nfd);
        return 0;
      } catch {
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
