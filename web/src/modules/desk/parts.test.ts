import type { Me } from '@zlm/server/contract';
import { ROLES, traitsOfRole } from '@zlm/server/contract/access';
import { expect, test } from 'vitest';
import { partsOf } from './parts.ts';

const named = (actions: readonly string[]) => partsOf({ actions } as unknown as Me).map(({ name }) => name);

test('each role is shown what it may do, and nothing else', () => {
  const shown = Object.fromEntries(ROLES.map((role) => [role, named(traitsOfRole(role).may)]));
  expect(shown).toEqual({
    educator: ['pins', 'enrolments', 'imports'],
    moderator: ['queue', 'freshness', 'sources'],
    credit_operator: [],
    unit_admin: ['grants', 'accounts', 'tree', 'sources', 'duplicates', 'webhooks'],
    system_admin: ['tree', 'sources', 'duplicates', 'webhooks', 'jobs'],
    security_admin: ['grants', 'accounts'],
    audit_admin: ['grants', 'record'],
  });
});

test('a guest and a resident are shown nothing', () => {
  expect(partsOf(null)).toEqual([]);
  expect(named([])).toEqual([]);
});
