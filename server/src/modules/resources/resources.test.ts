import { expect, test } from 'vitest';
import { pageContext, PROVENANCE, readFacts } from '../../testing/page.ts';
import { toPage } from './page.ts';
import type { Resource } from './schema.ts';

const resource: Resource = {
  ...{ id: 1, kind: 'resource', title: '太极拳二十四式', description: '', institution: null, ancestors: [] },
  ...{ medium: 'video', url: 'https://example.org/a', durationMinutes: 45, topics: [], audiences: [] },
  ...{ price: null, publishedOn: null, photos: [], provenance: PROVENANCE },
};

test('a resource nobody offers names no organiser, and what is not known is left out', () => {
  const { body, jsonLd } = toPage(resource, pageContext());
  const names = readFacts(body.text).map(([name]) => name);
  expect(names).toEqual(['打开资源', '类别', '时长', '费用', '适合谁']);
  expect(jsonLd).toMatchObject({ timeRequired: 'PT45M', sameAs: resource.url });
  expect(jsonLd).not.toHaveProperty('provider');
  expect(jsonLd).not.toHaveProperty('isAccessibleForFree');
});

test('only an address of the web is a link', () => {
  const page = toPage({ ...resource, url: 'javascript:alert(1)' }, pageContext());
  expect(page.body.text).not.toContain('href="javascript');
});
