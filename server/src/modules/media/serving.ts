import type { ServedPicture } from '../../contract/picture.ts';
import { withActor, withReader, type Actor, type Database } from '../../db/index.ts';
import { NotFound } from '../../errors.ts';
import type { FileStore } from '../../file-store/port.ts';
import { nameOf } from './names.ts';
import { isShown, seesFile } from './queries.ts';

const MOST_SHOWN = 20_000;

/** Answers pictures; which of them are public is remembered until something public changes. */
export class PictureService {
  readonly #parts: { database: Database; store: FileStore };
  readonly #shown = new Set<string>();

  constructor(parts: { database: Database; store: FileStore }) {
    this.#parts = parts;
  }

  forget(): void {
    this.#shown.clear();
  }

  /** Throws NotFound, also where it is not to be seen by who asks. */
  async get(actor: Actor, file: string, size: string): Promise<ServedPicture> {
    const isPublic = await this.#isShown(file);
    if (!isPublic && !(await this.#isSeen(actor, file))) throw new NotFound();
    const bytes = await this.#parts.store.open(nameOf(file, size));
    if (!bytes) throw new NotFound();
    return { bytes, isPublic, etag: `"${file}-${size}"` };
  }

  async #isShown(file: string): Promise<boolean> {
    if (this.#shown.has(file)) return true;
    const shown = await withReader(this.#parts.database, (tx) => isShown(tx, file));
    if (this.#shown.size >= MOST_SHOWN) this.forget();
    if (shown) this.#shown.add(file);
    return shown;
  }

  async #isSeen(actor: Actor, file: string): Promise<boolean> {
    if (actor.kind !== 'account') return false;
    return withActor(this.#parts.database, actor, (tx) => seesFile(tx, file));
  }
}
