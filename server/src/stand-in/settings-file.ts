import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STAND_IN_CLIENT, type StandIn } from './sign-on.ts';

/** Writes what SIGN_ON_FILE has to name so that people may come from the stand-in. */
export async function writeSignOnFile({ issuer, secret }: Pick<StandIn, 'issuer' | 'secret'>, folder: string) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'stand-in.secret'), `${secret}\n`, { mode: 0o600 });
  const file = join(folder, 'sign-on.json');
  const provider = {
    id: 'stand-in',
    issuer,
    clientId: STAND_IN_CLIENT,
    secretFile: 'stand-in.secret',
    names: { 'zh-CN': '学习平台（模拟）', en: 'Learning platform (stand-in)' },
    standIn: true,
  };
  await writeFile(file, `${JSON.stringify({ providers: [provider] }, null, 2)}\n`);
  return file;
}
