import { pathOfPicture } from '../../contract/picture-sizes.ts';
import { sha256 } from '../../crypto/token.ts';
import { withActor, type Database } from '../../db/index.ts';
import { Conflict, Invalid, TooSoon } from '../../errors.ts';
import type { FileStore } from '../../file-store/port.ts';
import { DarkroomFull, type Darkroom } from '../../pictures/darkroom.ts';
import type { Picture } from '../../pictures/picture.ts';
import { PictureProblem } from '../../pictures/problem.ts';
import { act, type Acting } from '../audit/act.ts';
import { nameOf } from './names.ts';
import { addUpload, claimFile, uploadWait } from './queries.ts';
import type { Upload } from './schema.ts';

/** Photos of one account in 24 hours. */
const MOST_A_DAY = 100;
const FULL_SECONDS = 10;

export interface MediaParts {
  database: Database;
  store: FileStore;
  darkroom: Darkroom;
}
interface NewUpload {
  bytes: Uint8Array;
  /** As it was sent: image/jpeg */
  type: string;
  alt: string;
}

/** Its bytes are kept before anything names them. Throws Invalid, TooSoon, StoreAway. */
export async function uploadFile(parts: MediaParts, acting: Acting, upload: NewUpload): Promise<Upload> {
  const { database, store, darkroom } = parts;
  const wait = await withActor(database, acting.actor, (tx) => uploadWait(tx, MOST_A_DAY));
  if (wait > 0) throw new TooSoon(wait);
  const picture = await render(darkroom, upload);
  const { file, largest, bytes } = describe(picture);
  const { width, height } = largest;
  const isClaimed = await withActor(
    database,
    acting.actor,
    (tx) => claimFile(tx, { sha256: file, bytes, width, height }),
    { retry: true },
  );
  if (!isClaimed) throw new TooSoon(FULL_SECONDS);
  for (const rendition of picture.renditions) await store.put(nameOf(file, rendition.size), rendition.bytes);
  return act(database, acting, async (tx, note) => {
    const id = await addUpload(tx, file, upload.alt);
    if (id === null) throw new Conflict('changed_meanwhile');
    note({ action: 'files.upload', subject: `file:${file}`, after: { width, height, bytes } });
    const sizes = picture.renditions.map(({ size, width, height }) => ({
      ...{ size, width, height },
      src: pathOfPicture(file, size),
    }));
    return { id, file, width, height, sizes };
  });
}

async function render(darkroom: Darkroom, { bytes, type }: NewUpload): Promise<Picture> {
  try {
    return await darkroom.render(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), type);
  } catch (cause) {
    if (cause instanceof DarkroomFull) throw new TooSoon(FULL_SECONDS);
    if (!(cause instanceof PictureProblem)) throw cause;
    throw new Invalid([{ in: 'body', field: 'file', message: cause.message }]);
  }
}

function describe({ renditions }: Picture) {
  const largest = renditions.at(-1)!;
  return {
    largest,
    file: sha256(largest.bytes).toString('hex'),
    bytes: renditions.reduce((sum, { bytes }) => sum + bytes.length, 0),
  };
}
