import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const MOST_AT_RUN_TIME = 45;
const folders = readdirSync('.').filter((name) => existsSync(`${name}/package.json`));
/** @type {{ name: string, dependencies?: Record<string, string>, devDependencies?: Record<string, string> }[]} */
const manifests = [['root', 'package.json'], ...folders.map((name) => [name, `${name}/package.json`])].map(
  ([name, file]) => ({ ...JSON.parse(readFileSync(file, 'utf8')), name }),
);
const [atRunTime, inDevelopment] = readFileSync('docs/dependencies.md', 'utf8')
  .split(/^## .*$/m)
  .slice(1)
  .map(readRows);

/**
 * `name version in a, b` of each row; a reason and a replacement must be there.
 * @param {string} text
 */
function readRows(text) {
  const rows = text.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(2).map((line) => {
    const [name, version, users, reason, replacement] = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim());
    expect([name, reason && replacement]).not.toContain('');
    return `${name} ${version} in ${users}`;
  });
}

/** @param {'dependencies' | 'devDependencies'} field */
function listDirect(field) {
  const users = new Map();
  for (const manifest of manifests) {
    for (const [name, version] of Object.entries(manifest[field] ?? {})) {
      if (version.startsWith('workspace:')) continue;
      users.set(`${name} ${version}`, [...(users.get(`${name} ${version}`) ?? []), manifest.name]);
    }
  }
  return [...users].map(([name, own]) => `${name} in ${own.sort().join(', ')}`).sort();
}

test('the page of dependencies has every direct package with its version, and no other', () => {
  expect(manifests.length).toBeGreaterThan(4);
  expect(atRunTime.toSorted()).toEqual(listDirect('dependencies'));
  expect(inDevelopment.toSorted()).toEqual(listDirect('devDependencies'));
});

test('a package has the same version wherever it is used', () => {
  const versions = new Map();
  for (const line of [...atRunTime, ...inDevelopment]) {
    const [name, version] = line.split(' ');
    expect(versions.get(name) ?? version, name).toBe(version);
    versions.set(name, version);
  }
});

test('few packages are needed at run time', () => {
  expect(atRunTime.length).toBeLessThanOrEqual(MOST_AT_RUN_TIME);
});
