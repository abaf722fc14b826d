import { Linter } from 'eslint';
import { expect, test } from 'vitest';
import config from '../eslint.config.js';

const RULES = ['no-restricted-syntax', 'no-restricted-imports'];

/**
 * What the rules say of a source that stands at `file`, without those that need types.
 * @param {string} file
 * @param {string} source
 */
function judge(file, source) {
  const rows = config
    .filter(({ files }) => files?.some((pattern) => String(pattern).startsWith('web/src')))
    .map(({ files, ignores, rules }) => ({
      files,
      ...(ignores && { ignores }),
      rules: Object.fromEntries(Object.entries(rules ?? {}).filter(([name]) => RULES.includes(name))),
    }));
  return new Linter().verify(source, rows, file).map(({ ruleId }) => ruleId);
}

test('what comes later is loaded in one way alone', () => {
  const file = 'web/src/shell/Part.ts';
  expect(judge(file, "export const part = () => import('./part.ts');")).toEqual(['no-restricted-syntax']);
  expect(judge(file, "export const part = other(() => import('./part.ts'));")).toEqual(['no-restricted-syntax']);
  expect(judge(file, "import { defineAsyncComponent } from 'vue';")).toEqual(['no-restricted-imports']);
  for (const way of ['load', 'late', 'usePart'])
    expect(judge(file, `export const part = ${way}(() => import('./part.ts'));`)).toEqual([]);
  expect(judge('web/src/modules/area/module.ts', "export const part = () => import('./part.ts');")).toEqual([]);
});
