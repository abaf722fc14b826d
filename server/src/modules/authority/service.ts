import type { Action } from '../../contract/access.ts';
import type { Tx } from '../../db/index.ts';
import { Forbidden, NotFound } from '../../errors.ts';
import { can, type Target } from './queries.ts';

/** Inside the transaction of the write. Throws NotFound where the target is hidden from who acts, else Forbidden. */
export async function demand(tx: Tx, action: Action, target: Target, { isHidden = true } = {}): Promise<void> {
  if (await can(tx, action, target)) return;
  throw isHidden ? new NotFound() : new Forbidden();
}
