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
];
