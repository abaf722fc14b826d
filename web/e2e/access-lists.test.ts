import { expectAllAccessible, LOOKS } from './looks.ts';
import { search } from './results.ts';
import { useBrowser } from './visit.ts';

const { detour } = useBrowser();
const NEAR = '/?place=330106&map=10.60/30.2600/120.1700';

/** The list in its states, and a thing that is not there. */
async function listLists(): Promise<string[]> {
  const { items } = await search('kind=institution&limit=1');
  const at = items[0]!.place!.lngLat.join();
  return [NEAR, '/en', `/?at=${at}`, '/?q=zzzzqqqq', '/?kind=resource', '/activities/999999999'];
}

for (const { how, device } of LOOKS)
  detour(
    `no grave finding on lists, ${how}`,
    '/',
    async (page) => expectAllAccessible(page, await listLists()),
    // Of the thing that is not there.
    { ...device, tolerates: /status of 404/ },
  );
