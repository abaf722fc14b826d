import { expect, test } from 'vitest';
import { ENGINES, parseOptions } from './options.mjs';

test('nothing said is everything, at full scale', () => {
  expect(parseOptions([])).toMatchObject({ scale: 1, engines: ENGINES, show: false, whole: true });
});

test('some engines and kinds are no whole run', () => {
  const options = parseOptions(['--only=ours,pg', '--kind=words', '--scale=0.1', '--show']);
  expect(options).toMatchObject({ scale: 0.1, engines: ['ours', 'pg'], kinds: ['words'], show: true, whole: false });
});

test.each(['--scale=0', '--scale=2', '--scale=x', '--only=solr', '--kind=', '--quick', 'words'])(
  '%s is refused',
  (arg) => {
    expect(parseOptions([arg]).problem).toContain(arg.split('=')[0]);
  },
);
