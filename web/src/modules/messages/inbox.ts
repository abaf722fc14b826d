import type { Endpoints } from '@zlm/server/contract';
import { call } from '../../api/call.ts';
import { useNews } from '../../state/news.ts';
import { newKey } from '../../ui/new-key.ts';

const SOURCE = 'messages';

/** A page of messages; the avatar is told how many are unread. */
export async function readPage(cursor: string | null, signal: AbortSignal) {
  const query = cursor === null ? {} : { cursor };
  const page = await call<Endpoints['listMessages']>('GET', '/api/messages', { query }, signal);
  useNews().tell(SOURCE, page.unread);
  return page;
}
/** How many are unread; nothing of them is kept here. */
export async function countUnread(): Promise<number> {
  const { unread } = await call<Endpoints['listMessages']>('GET', '/api/messages', { query: { limit: '1' } });
  useNews().tell(SOURCE, unread);
  return unread;
}
export async function markRead(upTo: string): Promise<void> {
  const { unread } = await call<Endpoints['readMessages']>('POST', '/api/messages/reading', {
    body: { upTo },
    key: newKey(),
  });
  useNews().tell(SOURCE, unread);
}
export const forgetUnread = (): void => useNews().tell(SOURCE, 0);
