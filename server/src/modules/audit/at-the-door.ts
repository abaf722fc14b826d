import type { Database, Logger } from '../../db/index.ts';
import { noteRefusal } from './act.ts';

interface Refused {
  /** Id of the endpoint. */
  endpoint: string;
  requestId: string;
}
/** Whether one more may be noted of this network now. */
interface Limit {
  spend(network: string, cost: number, now: number): boolean;
}
interface DoorNotesParts {
  database: Pick<Database, 'pool'>;
  clock: () => Date;
  logger: Pick<Logger, 'warn'>;
  limit: { each: Limit; all: Limit };
}

/**
 * One entry for a write that a page of another site sent. A flood must not fill the record: what is above the limits of
 * a network and of all is counted, and the next entry says how many were left out.
 */
export function createDoorNotes({ database, clock, logger, limit }: DoorNotesParts) {
  let unnoted = 0;
  return async ({ endpoint, requestId }: Refused, address: string): Promise<void> => {
    const now = performance.now();
    if (!limit.each.spend(address, 1, now) || !limit.all.spend('all', 1, now)) return void unnoted++;
    const left = unnoted;
    unnoted = 0;
    try {
      const after = { endpoint, why: 'cross_origin', ...(left > 0 && { unnoted: left }) };
      const acting = { actor: { kind: 'anonymous' }, now: clock(), requestId } as const;
      await noteRefusal(database, acting, { action: 'door.enter', subject: 'door', after });
    } catch (cause) {
      unnoted += left + 1;
      logger.warn({ cause: String(cause) }, 'a refusal at the door could not be noted');
    }
  };
}
