import { expect, test } from 'vitest';
import { newKey } from '../../ui/new-key.ts';
import { findFlaws } from './draft.ts';

test('a draft is told what it lacks at the right field', () => {
  expect(findFlaws({ reason: '', text: '', contact: '' })).toEqual({ reason: 'needReason' });
  expect(findFlaws({ reason: 'other', text: ' \n', contact: '' })).toEqual({ text: 'needText' });
  expect(findFlaws({ reason: 'closed', text: '', contact: '' })).toEqual({});
  const full = { reason: 'moved' as const, text: '𠮷'.repeat(1000), contact: '𠮷'.repeat(100) };
  expect(findFlaws(full)).toEqual({});
  expect(findFlaws({ ...full, text: `${full.text}!`, contact: `${full.contact}!` })).toEqual({
    text: 'tooLong',
    contact: 'tooLong',
  });
});

test('keys are UUIDs of their own', () => {
  const keys = Array.from({ length: 100 }, newKey);
  expect(new Set(keys).size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
