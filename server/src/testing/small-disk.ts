import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface SmallDisk {
  path: string;
  /** Takes all but `leave` bytes of what is free. */
  fill(leave: number): void;
  free(): void;
  remove(): void;
}

/** A file system in memory, of the user when one is named; null where a test may not mount one. */
export function mountSmallDisk(megabytes: number, user?: string): SmallDisk | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'zlm-disk-'));
  const filler = path.join(folder, 'filler');
  try {
    const owner = user ? `,mode=700,uid=${execFileSync('id', ['-u', user], { encoding: 'utf8' }).trim()}` : '';
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m${owner}`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  return {
    path: folder,
    fill: (leave) => fill(filler, folder, leave),
    free: () => rmSync(filler, { force: true }),
    remove() {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

function fill(file: string, disk: string, leave: number): void {
  const { bavail, bsize } = statfsSync(disk);
  const descriptor = openSync(file, 'w');
  const block = Buffer.alloc(1024 * 1024);
  for (let left = bavail * bsize - leave; left > 0; left -= block.length) {
    writeSync(descriptor, block, 0, Math.min(left, block.length));
  }
  closeSync(descriptor);
}
