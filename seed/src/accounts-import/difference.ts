import type { Standing } from './before.ts';

type Visible = (action: string) => Promise<{ there: readonly number[]; here: readonly number[] }>;

/** Of the institutions that are named. */
const MOST = 20;

/** What somebody would lose (-) and gain (+), in one line. */
export async function tellDifference(there: Standing, here: Standing, visible: Visible): Promise<string> {
  const parts = [tellSets('roles', there.roles, here.roles), tellSets('menu', there.menu, here.menu)];
  for (const action of here.menu) {
    if (there.visible[action] === undefined || there.visible[action] === here.visible[action]) continue;
    const ids = await visible(action);
    parts.push(tellSets(`visible for ${action}`, ids.there, ids.here));
  }
  return parts.filter((part) => part !== '').join('; ');
}

function tellSets<T extends string | number>(name: string, there: readonly T[], here: readonly T[]): string {
  const [before, after] = [new Set(there), new Set(here)];
  const lost = tellList(
    '-',
    there.filter((one) => !after.has(one)),
  );
  const gained = tellList(
    '+',
    here.filter((one) => !before.has(one)),
  );
  return lost.length + gained.length > 0 ? `${name} ${[...lost, ...gained].join(' ')}` : '';
}

function tellList(sign: string, values: readonly (string | number)[]): string[] {
  const shown = values.slice(0, MOST).map((value) => `${sign}${value}`);
  return values.length > MOST ? [...shown, `(${sign}${values.length - MOST} more)`] : shown;
}
