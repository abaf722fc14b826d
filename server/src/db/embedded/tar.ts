const BLOCK = 512;

/** Keeps the entries of a tar archive whose name passes (POSIX ustar; long names and links are not looked at). */
export function filterTar(archive: Buffer, keep: (name: string) => boolean): Buffer {
  const kept: Buffer[] = [];
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0;) {
    const name = textAt(archive, at, 100);
    const size = parseInt(textAt(archive, at + 124, 12), 8);
    const end = at + BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (keep(name)) kept.push(archive.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...kept, Buffer.alloc(2 * BLOCK)]);
}

const textAt = (archive: Buffer, at: number, length: number) =>
  archive
    .toString('latin1', at, at + length)
    .split('\0', 1)[0]!
    .trim();
