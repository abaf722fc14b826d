import { readConfig } from '@zlm/server/config';
import { ROLES, traitsOfRole, type Role } from '@zlm/server/contract/access';
import { mask, toContact } from '@zlm/server/contract/contact';
import { readOptions, runCommand, say } from '../command.ts';
import { withDatabase } from '../connection.ts';
import { openOwnKeys } from '../own-keys.ts';
import { makeAdministrators, type Administrator } from './first-administrator.ts';

const FIRST = ROLES.filter((role) => !traitsOfRole(role).isLocal);
const MANY = { type: 'string', multiple: true } as const;
const USAGE = `usage: npm run admin:create -- --phone <number> --role ${FIRST.join('|')} [--phone … --role …]`;

await runCommand(run);

async function run(args: string[]): Promise<void> {
  const wanted = readWanted(args);
  const config = readConfig(process.env);
  const keys = await openOwnKeys(config);
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
  const { phone = [], role = [] } = readOptions(args, { phone: MANY, role: MANY }, USAGE);
  if (phone.length === 0 || phone.length !== role.length) throw new Error(USAGE);
  return phone.map((text, at) => {
    const number = toContact('phone', text);
    if (number === null) throw new Error(`"${text}" is not a mobile number of 11 digits`);
    if (!FIRST.includes(role[at] as Role)) throw new Error(`"${role[at]}" is no role of an administrator\n${USAGE}`);
    return { phone: number, role: role[at] as Role };
  });
}
