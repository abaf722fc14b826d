import type { Derived } from '../../db/index.ts';
import type { PersonalTable, Told } from '../../module.ts';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';

/** What a person is told, what is erased with an account and what is removed each day: as the modules say what they keep. */
export const derivePersonal = (tables: readonly PersonalTable[]): Derived[] => [
  {
    name: 'personal_data',
    sql: `CREATE OR REPLACE FUNCTION personal_data() RETURNS TABLE (of_table text, told jsonb) LANGUAGE plpgsql STABLE ${DEFINER} AS $$
      DECLARE
        of_account uuid := app_account();
        of_person uuid := app_person();
      BEGIN
        ${tables.map(tell).join('\n')}
      END $$`,
  },
  {
    name: 'erase_due_account',
    sql: `CREATE OR REPLACE FUNCTION erase_due_account(of_account uuid, known_contacts text[]) RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        of_person uuid;
      BEGIN
        SELECT person_id INTO of_person FROM accounts WHERE id = of_account AND state = 'erasing' AND erase_at <= now() FOR UPDATE;
        IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'it is not due'; END IF;
        ${tables.flatMap(erase).join(';\n')};
      END $$`,
  },
  {
    name: 'remove_outdated',
    sql: `CREATE OR REPLACE FUNCTION remove_outdated() RETURNS TABLE (of_table text, removed bigint) LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        ${tables.map(removeOld).join('\n')}
      END $$`,
  },
];

function tell({ table, rows, told }: PersonalTable): string {
  if (rows === null || Object.keys(told).length === 0) return '';
  const pairs = Object.entries(told).map(([column, one]) => `'${column}', ${toSql(column, one)}`);
  return `RETURN QUERY SELECT '${table}'::text, jsonb_build_object(${pairs.join(', ')}) FROM ${table} WHERE ${rows};`;
}

function toSql(column: string, { sql = column, sealed }: Told): string {
  if (!sealed) return sql;
  const { about, person = 'of_person', by } = sealed;
  if (by === 'record')
    return `jsonb_build_object('sealed', encode(${sql}, 'base64'), 'about', ${about}, 'account', of_account,
      'key', (SELECT encode(k.data_key, 'base64') FROM record_keys k WHERE k.account_id = of_account))`;
  return `jsonb_build_object('sealed', encode(${sql}, 'base64'), 'about', ${about}, 'person', ${person},
    'key', (SELECT encode(k.data_key, 'base64') FROM persons k WHERE k.id = ${person}))`;
}

function erase({ table, rows, erase: statements }: PersonalTable): readonly string[] {
  return statements ?? (rows === null ? [] : [`DELETE FROM ${table} WHERE ${rows}`]);
}

const removeOld = ({ table, kept: { outdated } }: PersonalTable): string =>
  outdated === undefined
    ? ''
    : `DELETE FROM ${table} WHERE ${outdated}; GET DIAGNOSTICS removed = ROW_COUNT; of_table := '${table}'; RETURN NEXT;`;
