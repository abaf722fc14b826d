import { KINDS, traitsOf } from '@zlm/server/contract/kinds';
import { expectAllAccessible, LOOKS } from './looks.ts';
import { search } from './results.ts';
import { useBrowser } from './visit.ts';

const { detour } = useBrowser();
/** Details of each kind. */
async function listDetails(): Promise<string[]> {
  return Promise.all(
    KINDS.map(async (kind) => {
      const { items } = await search(`kind=${kind}&limit=1`);
      return `/${traitsOf(kind).folder}/${items[0]!.id}`;
    }),
  );
}

for (const { how, device } of LOOKS)
  detour(
    `no grave finding on details, ${how}`,
    '/',
    async (page) => expectAllAccessible(page, await listDetails()),
    device,
  );
