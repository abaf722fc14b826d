import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HUES, OWN_DRAWINGS, pictureOf } from './topic-picture.ts';

interface Topic {
  code: string;
  parent?: string;
}
const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const { topic: topics } = JSON.parse(read('../../../seed/data/vocabularies.json')) as { topic: Topic[] };
const drawn = Array.from(read('topic-pictures.svg').matchAll(/<symbol id="([^"]+)"/g), ([, id]) => id!);

function placeOf(code: string) {
  const index = topics.findIndex((topic) => topic.code === code);
  return index < 0 ? null : { parent: topics[index]!.parent ?? null, index };
}
const picture = (code: string) => pictureOf({ kind: 'activity', topics: [code, 'singing'] }, placeOf);

test('every topic has a picture that is drawn, and every drawing is used', () => {
  const shown = topics.map(({ code }) => picture(code)!.drawing);
  expect(shown.filter((drawing) => !drawn.includes(drawing))).toEqual([]);
  const unused = drawn.filter((drawing) => !shown.includes(drawing));
  expect(unused).toEqual(['institution', 'credit_point']);
  expect(topics.filter(({ parent }) => !parent)).toHaveLength(12);
});

test('topics of one broad topic differ by their drawing or its colour', () => {
  const leaves = topics.filter(({ parent }) => parent);
  const looks = new Set(leaves.map(({ code, parent }) => `${parent} ${picture(code)!.drawing} ${picture(code)!.hue}`));
  expect(looks.size).toBe(leaves.length);
  expect(Math.max(...leaves.map(({ code }) => picture(code)!.hue))).toBe(HUES - 1);
});

test('a leaf without a drawing of its own has that of its broad topic', () => {
  expect(picture('smartphone-use')?.drawing).toBe('digital-skills');
  expect(picture('calligraphy')?.drawing).toBe('calligraphy');
  expect(picture('digital-skills')?.drawing).toBe('digital-skills');
  expect(OWN_DRAWINGS.filter((code) => placeOf(code) === null)).toEqual([]);
});

test('of an institution and without a topic the kind is drawn, and nothing while the topics are not known', () => {
  expect(pictureOf({ kind: 'credit_point', topics: [] }, placeOf)?.drawing).toBe('credit_point');
  expect(pictureOf({ kind: 'institution', topics: ['dance'] }, placeOf)?.drawing).toBe('institution');
  expect(pictureOf({ kind: 'course', topics: ['dance'] }, () => null)).toBeNull();
});
