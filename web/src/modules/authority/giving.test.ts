import type { Me } from '@zlm/server/contract';
import { ROLES, type Role } from '@zlm/server/contract/access';
import { expect, test } from 'vitest';
import { rolesToGive, toGiving, type Draft } from './giving.ts';

const meAs = (...roles: Role[]) => ({ roles: roles.map((role) => ({ role })) }) as unknown as Me;
const draft: Draft = {
  contact: { kind: 'phone', value: '13812345678' },
  role: 'educator',
  institution: 7,
  division: '330106',
  topics: ['shufa'],
  begins: '2026-12-01',
  ends: '2026-12-31',
  reason: '冬季课程',
};

test('who holds a branch gives roles of branches, who holds the province all of them, others none', () => {
  expect(rolesToGive(meAs('educator', 'audit_admin'))).toEqual([]);
  expect(rolesToGive(meAs('unit_admin'))).toEqual(['educator', 'moderator', 'credit_operator', 'unit_admin']);
  expect(rolesToGive(meAs('unit_admin', 'security_admin'))).toEqual(ROLES);
});

test('days are those of Shanghai, the last one included', () => {
  expect(toGiving(draft)).toMatchObject({ from: '2026-11-30T16:00:00Z', until: '2026-12-31T16:00:00Z' });
  expect(toGiving({ ...draft, begins: '', ends: '' })).toMatchObject({ from: null, until: null });
});

test('a role of the province takes no narrowing along', () => {
  expect(toGiving(draft)).toMatchObject({ institution: 7, division: '330106', topics: ['shufa'] });
  expect(toGiving({ ...draft, role: 'audit_admin' })).toMatchObject({ institution: null, division: null, topics: [] });
});
