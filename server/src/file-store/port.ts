/** Where bytes are kept by name; a name stands for the same bytes for ever. */
export interface FileStore {
  /** Whole or not at all; what is there already stays. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** Null where nothing has the name. */
  open(name: string): Promise<Buffer | null>;
  /** Also where nothing has the name. */
  remove(name: string): Promise<void>;
}

/** The store does not answer; what was asked may be asked again. */
export class StoreAway extends Error {}

const NAME = /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*\.[a-z0-9]+$/;

/** Names are the program's own: nothing leads out of the store. */
export function checkName(name: string): string {
  if (!NAME.test(name)) throw new Error(`${name} names no file`);
  return name;
}
