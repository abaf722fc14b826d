import { expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { createHeaders } from './http/security.ts';
import { toPolicy } from './policy.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const APPROVED = { MAP_APPROVAL_NUMBER: 'GS(2024)0650号' };
const TIANDITU = { BASEMAP: 'tianditu', TIANDITU_KEY: KEY, ...APPROVED };
const headersOf = (environment: Record<string, string>) => createHeaders(toPolicy(readConfig(environment)));

test.each([
  [{ BASEMAP: 'osm' }, 'BASEMAP: must be built-in, pmtiles:<path to a file> or tianditu (it is "osm")'],
  [{ BASEMAP: 'pmtiles:' }, 'BASEMAP: must be'],
  [{ BASEMAP: 'tianditu', ...APPROVED }, 'TIANDITU_KEY: is needed by BASEMAP=tianditu (it is not set)'],
  [{ BASEMAP: 'tianditu', TIANDITU_KEY: KEY }, 'MAP_APPROVAL_NUMBER: is needed by BASEMAP=tianditu'],
  [{ MAP_APPROVAL_NUMBER: '0650' }, 'MAP_APPROVAL_NUMBER: must be a number like GS(2024)0650号'],
  [{ EMBED_ORIGINS: 'example.org' }, 'EMBED_ORIGINS: must be * or none, or origins'],
  [{ EMBED_ORIGINS: 'https://a.example/x' }, 'EMBED_ORIGINS: must be'],
  [{ EMBED_ORIGINS: '*, https://a.example' }, 'EMBED_ORIGINS: must be'],
])('%o is refused in a sentence', (environment, sentence) => {
  expect(() => readConfig(environment)).toThrow(sentence);
});

test('a key is never repeated', () => {
  expect(() => readConfig({ TIANDITU_KEY: 'secret key!' })).toThrow(
    /^TIANDITU_KEY: must be .* \(it is not shown here\)$/,
  );
});

test.each(['GS(2024)0650号', 'GS（2023）4号', '浙S(2024)12号', '浙杭S(2024)3'])('%s is an approval number', (text) => {
  expect(readConfig({ MAP_APPROVAL_NUMBER: text }).approvalNumber).toBe(text);
});

test('only Tianditu opens other hosts, its own eight, for images', () => {
  const hosts = Array.from({ length: 8 }, (_, n) => `https://t${n}.tianditu.gov.cn`).join(' ');
  const directives = headersOf(TIANDITU)('/')['Content-Security-Policy']!.split('; ');
  expect(directives).toContain(`img-src 'self' data: blob: ${hosts}`);
  expect(directives).toContain(`connect-src 'self' ${hosts}`);
  expect(directives.filter((part) => part.includes('tianditu'))).toHaveLength(2);
  expect(headersOf({})('/')['Content-Security-Policy']).not.toMatch(/https?:/);
});

test('only the page for other sites may be framed, by whom the setting says', () => {
  for (const path of ['/', '/en', '/embedded', '/embed/x', '/api/search', '/activities/1', '/de/embed']) {
    const headers = headersOf({})(path);
    expect(headers['X-Frame-Options'], path).toBe('DENY');
    expect(headers['Content-Security-Policy'], path).toContain("frame-ancestors 'none'");
  }
  for (const path of ['/embed', '/en/embed', '/embed/']) {
    const headers = headersOf({})(path);
    expect(headers, path).not.toHaveProperty('X-Frame-Options');
    expect(headers['Content-Security-Policy'], path).toContain('frame-ancestors *;');
    expect(headers['Permissions-Policy'], path).toContain('geolocation=()');
  }
  const some = headersOf({ EMBED_ORIGINS: 'https://a.example, https://b.example' })('/embed');
  expect(some['Content-Security-Policy']).toContain('frame-ancestors https://a.example https://b.example;');
  expect(headersOf({ EMBED_ORIGINS: 'none' })('/embed')['X-Frame-Options']).toBe('DENY');
});
