import { readConfig } from '@zlm/server/config';
import { readOptions, runCommand, say } from '../command.ts';
import { withDatabase } from '../connection.ts';
import { endApplication, registerApplication } from './register.ts';

const USAGE =
  'usage: npm run applications -- --id <id> --name <Chinese> --name-en <English> --redirect <address> [--redirect …] ' +
  '[--sign-out <address>] [--public], or --end <id>';

await runCommand(run);

async function run(args: string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const options = readOptions(
    args,
    {
      ...{ id: text, name: text, 'name-en': text, 'sign-out': text, end: text },
      redirect: { type: 'string', multiple: true },
      public: { type: 'boolean' },
    },
    USAGE,
  );
  const { end, id, name, 'name-en': nameEn, 'sign-out': signOutUri = null, redirect: redirectUris } = options;
  const config = readConfig(process.env);
  if (end !== undefined) {
    await withDatabase(config, (client) => endApplication(client, end));
    return say(`${end}: nobody signs in to it any more`);
  }
  if (id === undefined || name === undefined || nameEn === undefined || redirectUris === undefined)
    throw new Error(USAGE);
  const isPublic = options.public === true;
  const application = { id, name, nameEn, redirectUris, signOutUri };
  const secret = await withDatabase(config, (client) => registerApplication(client, application, { isPublic }));
  say(`client_id      ${id}`);
  if (secret !== null) say(`client_secret  ${secret}  (shown this once)`);
  say(`issuer         ${config.publicOrigin ?? 'the address of this server'}/oidc`);
}
