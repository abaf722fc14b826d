// In how many code files a filter is used by name, and no more.
import { expect, test } from 'vitest';
import { FILTER_NAMES } from '../../server/src/contract/filter-table.ts';
import { findFilterUses } from './filter-uses.ts';

const MOST = 5;
/**
 * Module that makes the values of a filter: what is in its folders is not counted.
 * @type {Partial<Record<string, string>>}
 */
const OWN = { within: 'area' };

/** What ships, without texts and without the page that shows parts in all looks. */
const LEFT_OUT =
  /\.test\.ts$|\.d\.ts$|\/(testing|fixtures|migrations|texts|messages|later-messages)\/|\/texts\.ts$|^web\/src\/(i18n|gallery|sw)\/|^server\/src\/contract\/words\//;

/** For staff: what they ask of lists of their own has the same names. */
const OF_STAFF = /^web\/src\/modules\/(pins|freshness)\//;

// One program of server and web.
const uses = findFilterUses((path) => !LEFT_OUT.test(path));

test.each(FILTER_NAMES)('%s is used in few files', (name) => {
  const own = OWN[name] && `/src/modules/${OWN[name]}/`;
  const found = [...uses]
    .filter(([path, names]) => names.has(name) && !OF_STAFF.test(path) && !(own && path.includes(own)))
    .map(([path]) => path);
  expect(found.length, found.join('\n')).toBeLessThanOrEqual(MOST);
});
