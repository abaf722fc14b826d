import { expect, test } from 'vitest';
import { faultOf, newSecret, type NewApplication } from './new-application.ts';

const right: NewApplication = {
  id: 'course-player',
  name: '课程播放器',
  nameEn: 'Course player',
  redirectUris: ['https://play.example/back', 'https://play.example/other'],
  signOutUri: 'https://play.example/sign-out',
};

test.each<[string, Partial<NewApplication>]>([
  ['an id with spaces', { id: 'course player' }],
  ['no name', { name: ' ' }],
  ['a name of a page', { nameEn: 'x'.repeat(61) }],
  ['nowhere to come back to', { redirectUris: [] }],
  ['a way back without encryption', { redirectUris: ['http://play.example/back'] }],
  ['a way back with a fragment', { redirectUris: ['https://play.example/back#x'] }],
  ['a way back with a password', { redirectUris: ['https://a:b@play.example/back'] }],
  ['a script to come back to', { redirectUris: ['javascript:alert(1)'] }],
  ['two hosts', { redirectUris: ['https://play.example/back', 'https://other.example/back'] }],
  ['no address to be told at', { signOutUri: 'play.example' }],
])('an application with %s is not registered', (_, change) => {
  expect(faultOf({ ...right, ...change })).toMatch(/must/);
});

test('a right one is, and of its secret only the hash is kept', () => {
  expect(faultOf(right)).toBeNull();
  expect(faultOf({ ...right, redirectUris: ['http://127.0.0.1:9000/back'], signOutUri: null })).toBeNull();
  const { secret, hash } = newSecret();
  expect([secret.length, hash.length, hash.includes(secret)]).toEqual([43, 64, false]);
});
