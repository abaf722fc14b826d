import fs from 'node:fs';
import path from 'node:path';

interface Inode {
  /** Contents that a power cut leaves; null: as in the copy made at the beginning. */
  synced: Buffer | null;
  /** What may or may not be on the disk. */
  pending: ({ at: number; bytes: Buffer } | { size: number })[];
  /** Number of the name change that made it. */
  born: number;
}
type NameChange = { from: string | null; to: string | null; ino: number };

const PAGE = 4096;

/**
 * Models the disk under `directory` while code in this thread writes there through `fs`, and makes copies as a power cut
 * would leave them: synced contents stay, each unsynced page by chance, names up to a point in their order of change.
 */
export class DiskModel {
  #directory: string;
  #copy: string;
  #origin = new Map<number, string>();
  #names = new Map<string, number>();
  #changes: NameChange[] = [];
  #syncedChanges = 0;
  #inodes = new Map<number, Inode>();
  #open = new Map<number, string>();
  #real = { ...fs };

  /** `copy`: an empty folder for what is on the disk at the beginning. */
  constructor(directory: string, copy: string) {
    this.#directory = directory;
    this.#copy = copy;
    this.#real.cpSync(directory, copy, { recursive: true });
    for (const file of this.#files(directory)) {
      const { ino } = this.#real.statSync(path.join(directory, file));
      this.#names.set(file, ino);
      this.#origin.set(ino, file);
    }
    this.#patch();
  }

  stop(): void {
    const { openSync, closeSync, writeFileSync, writeSync, truncateSync, renameSync, unlinkSync } = this.#real;
    const { fsyncSync, fdatasyncSync } = this.#real;
    Object.assign(fs, { openSync, closeSync, writeFileSync, writeSync, truncateSync, renameSync, unlinkSync });
    Object.assign(fs, { fsyncSync, fdatasyncSync });
  }

  /** `random` answers numbers from 0 to 1, 1 not included; `keep` is the share of unsynced pages that made it. */
  cut(target: string, random: () => number, keep: number): void {
    for (const folder of this.#folders(this.#directory)) {
      this.#real.mkdirSync(path.join(target, folder), { recursive: true, mode: 0o700 });
    }
    const names = new Map(this.#names);
    const unsynced = this.#changes.length - this.#syncedChanges;
    const last = this.#syncedChanges + (keep > 0 ? Math.floor(random() * (unsynced + 1)) : 0);
    for (const { from, to, ino } of this.#changes.slice(0, last)) {
      if (from !== null) names.delete(from);
      if (to !== null) names.set(to, ino);
    }
    for (const [file, ino] of names) {
      const inode = this.#inodes.get(ino);
      const out = path.join(target, file);
      if (!inode) this.#real.copyFileSync(path.join(this.#copy, this.#origin.get(ino)!), out);
      else this.#real.writeFileSync(out, inode.pending.reduce(survive, Buffer.from(this.#synced(ino, inode))));
    }

    function survive(contents: Buffer, write: Inode['pending'][number]): Buffer {
      if ('size' in write) return random() < keep ? resize(contents, write.size) : contents;
      let result = contents;
      for (let at = 0; at < write.bytes.length; at += PAGE) {
        if (random() < keep) result = apply(result, { at: write.at + at, bytes: write.bytes.subarray(at, at + PAGE) });
      }
      return result;
    }
  }

  #synced(ino: number, inode: Inode): Buffer {
    const origin = this.#origin.get(ino);
    return inode.synced ?? (origin ? this.#real.readFileSync(path.join(this.#copy, origin)) : Buffer.alloc(0));
  }

  #patch() {
    const real = this.#real;
    const inside = (file: unknown): file is string =>
      typeof file === 'string' && file.startsWith(this.#directory + '/');
    const relative = (file: string) => path.relative(this.#directory, file);
    const inoOf = (file: string) => real.statSync(file).ino;
    Object.assign(fs, {
      openSync: (...[file, ...rest]: Parameters<typeof fs.openSync>) => {
        const descriptor = real.openSync(file, ...rest);
        if (inside(file)) this.#open.set(descriptor, file);
        return descriptor;
      },
      closeSync: (descriptor: number) => {
        this.#open.delete(descriptor);
        real.closeSync(descriptor);
      },
      writeFileSync: (...[file, ...rest]: Parameters<typeof fs.writeFileSync>) => {
        real.writeFileSync(file, ...rest);
        if (inside(file)) this.#rename(null, relative(file), inoOf(file));
      },
      writeSync: (descriptor: number, bytes: Uint8Array, offset: number, length: number, at: number) => {
        if (this.#open.has(descriptor)) {
          const copy = Buffer.from(new Uint8Array(bytes.buffer, bytes.byteOffset + offset, length));
          this.#inode(real.fstatSync(descriptor).ino).pending.push({ at, bytes: copy });
        }
        return real.writeSync(descriptor, bytes, offset, length, at);
      },
      truncateSync: (file: string, size: number) => {
        if (inside(file)) this.#inode(inoOf(file)).pending.push({ size });
        real.truncateSync(file, size);
      },
      renameSync: (from: string, to: string) => {
        if (inside(from)) this.#rename(relative(from), relative(to), inoOf(from));
        real.renameSync(from, to);
      },
      unlinkSync: (file: string) => {
        if (inside(file)) this.#rename(relative(file), null, inoOf(file));
        real.unlinkSync(file);
      },
      fsyncSync: (descriptor: number) => this.#sync(descriptor),
      fdatasyncSync: (descriptor: number) => this.#sync(descriptor),
    });
  }

  #rename(from: string | null, to: string | null, ino: number) {
    this.#changes.push({ from, to, ino });
    if (from === null) this.#inodes.set(ino, { synced: Buffer.alloc(0), pending: [], born: this.#changes.length });
  }

  #inode(ino: number): Inode {
    let inode = this.#inodes.get(ino);
    if (!inode) this.#inodes.set(ino, (inode = { synced: null, pending: [], born: 0 }));
    return inode;
  }

  /** The file system keeps the order of name changes, so a synced one brings those before it along. */
  #sync(descriptor: number) {
    const file = this.#open.get(descriptor);
    if (file === undefined) return;
    const stat = this.#real.fstatSync(descriptor);
    if (stat.isDirectory()) {
      const folder = path.relative(this.#directory, file);
      const touches = (name: string | null) => name !== null && path.join(path.dirname(name)) === (folder || '.');
      const last = this.#changes.findLastIndex(({ from, to }) => touches(from) || touches(to));
      this.#syncedChanges = Math.max(this.#syncedChanges, last + 1);
      return;
    }
    const inode = this.#inode(stat.ino);
    inode.synced = inode.pending.reduce(apply, this.#synced(stat.ino, inode));
    inode.pending = [];
    this.#syncedChanges = Math.max(this.#syncedChanges, inode.born);
  }

  #files(directory: string): string[] {
    return this.#entries(directory, (entry) => entry.isFile());
  }

  #folders(directory: string): string[] {
    return ['', ...this.#entries(directory, (entry) => entry.isDirectory())];
  }

  #entries(directory: string, accept: (entry: fs.Dirent) => boolean): string[] {
    const entries = this.#real.readdirSync(directory, { recursive: true, withFileTypes: true });
    return entries.filter(accept).map(({ parentPath, name }) => path.relative(directory, path.join(parentPath, name)));
  }
}

function apply(contents: Buffer, write: Inode['pending'][number]): Buffer {
  if ('size' in write) return resize(contents, write.size);
  const result = resize(contents, Math.max(contents.length, write.at + write.bytes.length));
  write.bytes.copy(result, write.at);
  return result;
}

function resize(contents: Buffer, size: number): Buffer {
  if (size <= contents.length) return contents.subarray(0, size);
  return Buffer.concat([contents, Buffer.alloc(size - contents.length)]);
}
