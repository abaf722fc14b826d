import { dayAndTime } from '../../contract/words/format.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { pathOf } from '../../html/page.ts';
import type { Job, JobKind, Parts } from '../../module.ts';
import { chooseMessenger } from '../accounts/messenger.ts';
import { findReach } from '../accounts/reach.ts';
import { backoffMs } from '../jobs/backoff.ts';
import { claimText, endText, putOff, type TextRow } from './queries.ts';
import { writeText, type Told } from './texts.ts';

const MOST_TRIES = 12;

/** Sends what waits: claimed, then sent and marked; whoever is killed between gives it back after a minute. */
export const sendTexts: JobKind = {
  kind: 'messages.send',
  every: '1 minute',
  run: async (parts, job) => {
    const { kysely } = parts.database;
    for (;;) {
      job.signal.throwIfAborted();
      const text = await kysely.transaction().execute(claimText);
      if (!text) return;
      await sendText(parts, job, text);
    }
  },
};

async function sendText({ database, keys, config, origin }: Parts, { signal }: Job, text: TextRow): Promise<void> {
  const messenger = chooseMessenger(config);
  try {
    await database.kysely.transaction().execute(async (tx) => {
      const contact = await findReach(tx, keys, text, { ...messenger, first: 'phone' });
      // Marked first, in the transaction of what is sent: nobody sends it a second time.
      if (!(await endText(tx, text.message, contact ? 'sent' : 'unreachable')) || !contact) return;
      const page = (text.lang === 'en' ? '/en' : '') + pathOf(text.thing_kind, text.thing_id);
      const body = writeText(text.kind, text.lang, toTold(text, origin + page));
      await messenger.sendText(tx, { kind: contact.kind, to: contact.value, text: body });
    });
  } catch (cause) {
    signal.throwIfAborted();
    await database.kysely.transaction().execute(async (tx) => {
      if (text.tries >= MOST_TRIES) await endText(tx, text.message, 'failed');
      else await putOff(tx, text.message, backoffMs(text.tries));
    });
    throw cause;
  }
}

function toTold({ facts, lang }: TextRow, url: string): Told {
  const when = (text: string | undefined) => (text === undefined ? '' : dayAndTime(toDateTime(new Date(text)), lang));
  return {
    ...{ title: facts.title ?? '', place: facts.place ?? '', url },
    ...{ when: when(facts.startsAt), former: when(facts.formerStartsAt), until: when(facts.until) },
  };
}
