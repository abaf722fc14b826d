import { sql } from 'kysely';
import type { Kind } from '../../contract/kinds.ts';
import type { Photo } from '../../contract/picture.ts';
import type { Tx } from '../../db/index.ts';

/** What a public thing shows, in its order. */
export async function listPhotos(tx: Tx, kind: Kind, id: number): Promise<Photo[]> {
  const { rows } = await sql<Photo>`
    SELECT sha256 AS file, alt, width, height FROM public_thing_photos WHERE kind = ${kind} AND thing_id = ${id}
    ORDER BY position`.execute(tx);
  return rows;
}

/** Whether something public shows it. */
export async function isShown(tx: Tx, file: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    SELECT EXISTS (SELECT FROM public_thing_photos WHERE sha256 = ${file}) AS is`.execute(tx);
  return rows[0]!.is;
}

/** Whether who acts sees it before. */
export async function seesFile(tx: Tx, file: string): Promise<boolean> {
  const { rows } = await sql<{ sees: boolean }>`SELECT app_sees_file(${file}) AS sees`.execute(tx);
  return rows[0]!.sees;
}

/** Seconds until who acts may bring another, where `most` a day are allowed. */
export async function uploadWait(tx: Tx, most: number): Promise<number> {
  const { rows } = await sql<{ seconds: number }>`SELECT upload_wait(${most}) AS seconds`.execute(tx);
  return rows[0]!.seconds;
}

export interface NewFile {
  sha256: string;
  bytes: number;
  width: number;
  height: number;
}
/** False while bytes of that name are being removed. */
export async function claimFile(tx: Tx, { sha256, bytes, width, height }: NewFile): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    SELECT claim_file(${sha256}, 'photo', ${bytes}, ${width}, ${height}) AS is`.execute(tx);
  return rows[0]!.is;
}

/** Null where the file is gone meanwhile. */
export async function addUpload(tx: Tx, file: string, alt: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`SELECT add_upload(${file}, ${alt}) AS id`.execute(tx);
  return rows[0]!.id;
}
