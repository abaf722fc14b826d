import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig } from '@zlm/server/config';
import { ROLES, traitsOfRole, type Role } from '@zlm/server/contract/access';
import { mask, toContact } from '@zlm/server/contract/contact';
import { openKeys } from '@zlm/server/crypto/keys';
import { withDatabase } from '../connection.ts';
import { makeAdministrators, type Administrator } from './first-administrator.ts';

const FIRST = ROLES.filter((role) => !traitsOfRole(role).isLocal);
const USAGE = `usage: npm run admin:create -- --phone <number> --role ${FIRST.join('|')} [--phone … --role …]`;
const say = (text: string) => void process.stdout.write(`${text}\n`);

try {
  await run(process.argv.slice(2));
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exitCode = 1;
}

async function run(args: string[]): Promise<void> {
  const wanted = readWanted(args);
  const config = readConfig(process.env);
  if (!existsSync(config.keysFile))
    throw new Error(`there are no keys in ${config.keysFile}: start the server once (npm start), it makes them`);
  const keys = await openKeys(config.keysFile);
  const made = await withDatabase(config, (client) => makeAdministrators(client, keys, wanted));
  for (const [at, { isNew }] of made.entries()) {
    const { phone, role } = wanted[at]!;
    say(`${traitsOfRole(role).names.en}: ${mask('phone', phone)}${isNew ? ', a new account' : ''}`);
  }
  say('next: sign in with a code sent to that number; the roles are under the picture of the account');
  if (wanted.some(({ role }) => role === 'security_admin'))
    say('roles are given by a security administrator; those of the province need a second one, who confirms');
}

function readWanted(args: string[]): Administrator[] {
  const { phone = [], role = [] } = readOptions(args);
  if (phone.length === 0 || phone.length !== role.length) throw new Error(USAGE);
  return phone.map((text, at) => {
    const number = toContact('phone', text);
    if (number === null) throw new Error(`"${text}" is not a mobile number of 11 digits`);
    if (!FIRST.includes(role[at] as Role)) throw new Error(`"${role[at]}" is no role of an administrator\n${USAGE}`);
    return { phone: number, role: role[at] as Role };
  });
}

function readOptions(args: string[]) {
  try {
    const many = { type: 'string', multiple: true } as const;
    return parseArgs({ args, options: { phone: many, role: many } }).values;
  } catch (cause) {
    throw new Error(`${(cause as Error).message}\n${USAGE}`, { cause });
  }
}
