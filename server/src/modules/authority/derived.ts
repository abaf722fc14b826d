import { ROLES, traitsOfRole } from '../../contract/access.ts';
import type { Derived } from '../../db/derived.ts';

const list = (values: readonly string[]) => `ARRAY[${values.map((value) => `'${value}'`).join(', ')}]::text[]`;

/** What the roles of the contract mean, as the database asks for it; an unknown role may nothing. */
export const deriveRoles = (): Derived[] => [
  {
    name: 'actions_of_role',
    sql: `CREATE OR REPLACE FUNCTION actions_of_role(role text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
      SELECT CASE role ${ROLES.map((name) => `WHEN '${name}' THEN ${list(traitsOfRole(name).may)}`).join(
        ' ',
      )} ELSE '{}' END $$`,
  },
  {
    name: 'roles_apart_from',
    sql: `CREATE OR REPLACE FUNCTION roles_apart_from(role text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
      SELECT CASE role ${ROLES.map((name) => `WHEN '${name}' THEN ${list(traitsOfRole(name).apartFrom ?? [])}`).join(
        ' ',
      )} ELSE '{}' END $$`,
  },
  ofRole('giver_of_role', 'text', ({ givenBy }) => `'${givenBy}'`, 'NULL'),
  ofRole('is_role_local', 'boolean', ({ isLocal }) => String(isLocal), 'false'),
  ofRole('needs_second', 'boolean', ({ needsSecond = false }) => String(needsSecond), 'true'),
];

type Traits = ReturnType<typeof traitsOfRole>;
const ofRole = (name: string, type: string, say: (traits: Traits) => string, otherwise: string): Derived => ({
  name,
  sql: `CREATE OR REPLACE FUNCTION ${name}(role text) RETURNS ${type} LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE role ${ROLES.map((role) => `WHEN '${role}' THEN ${say(traitsOfRole(role))}`).join(' ')} ELSE ${otherwise} END $$`,
});
