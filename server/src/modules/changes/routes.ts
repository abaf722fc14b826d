import type { Announcer, Difference } from '../../catalogue/announcer.ts';
import { StateId } from '../../contract/common.ts';
import type { EventSource, ServerEvent } from '../../http/events.ts';
import { check } from '../../http/query.ts';
import { Invalid } from '../../errors.ts';
import { followChanges, type ChangeEvent } from './schema.ts';

/** Hello, then what has changed, merged into as few events as the stream takes. */
export const changeEvents = (announcer: Announcer): EventSource => ({
  path: followChanges.path,
  read(query, lastEventId, lang) {
    const { since } = check(followChanges.query, query, 'query', lang);
    const state = (lastEventId === null ? since : checkId(lastEventId)) ?? null;
    const position = announcer.enter(state);
    return {
      // The state it goes on from: with the present one, a stream that broke here would skip what comes next.
      first: toServerEvent({ event: 'hello', id: state ?? announcer.state, data: { count: announcer.count } }),
      next() {
        const difference = announcer.next(position);
        return difference && toChange(difference);
      },
    };
  },
  onNews: (listener) => announcer.onChange(listener),
});

function checkId(lastEventId: string): string {
  const { data, error } = StateId.safeParse(lastEventId);
  if (data !== undefined) return data;
  throw new Invalid([{ in: 'header', field: 'Last-Event-ID', message: error.issues[0]!.message }]);
}

// Most streams are told the same: it is written once.
const written = new WeakMap<Difference, ServerEvent>();

function toChange(difference: Difference): ServerEvent {
  const { state: id, count, tiles } = difference;
  let event = written.get(difference);
  if (!event) {
    event = toServerEvent(
      tiles ? { event: 'change', id, data: { tiles: [...tiles], count } } : { event: 'reset', id, data: { count } },
    );
    written.set(difference, event);
  }
  return event;
}

const toServerEvent = ({ event, id, data }: ChangeEvent): ServerEvent => ({ event, id, data: JSON.stringify(data) });
