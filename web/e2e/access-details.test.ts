import { expectAllAccessible, LOOKS } from './looks.ts';
import { search } from './results.ts';
import { useBrowser } from './visit.ts';

const { detour } = useBrowser();
const PATHS = {
  institution: 'institutions',
  activity: 'activities',
  course: 'courses',
  resource: 'resources',
  credit_point: 'credit-points',
};

/** Details of each kind. */
async function listDetails(): Promise<string[]> {
  return Promise.all(
    Object.entries(PATHS).map(async ([kind, path]) => {
      const { items } = await search(`kind=${kind}&limit=1`);
      return `/${path}/${items[0]!.id}`;
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
