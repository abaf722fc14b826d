import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { BadSettings, type Config } from '../../config.ts';

const DEFAULT_MS = 5_000;
const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text;
const Origin = z.string().refine(isOrigin, 'must be an origin like https://id.example.org, without a path');

const ProviderSetting = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be small letters, digits and hyphens'),
  issuer: z.url({ protocol: /^https?$/, error: 'must be a URL like https://id.example.org' }),
  clientId: z.string().regex(/^[\x21-\x7e]{1,200}$/),
  secretFile: z.string().min(1).meta({ description: 'Beside this file, or a whole path' }),
  secretBy: z.enum(['basic', 'post']).default('basic'),
  names: z.strictObject({ 'zh-CN': z.string().min(1).max(40), en: z.string().min(1).max(40) }),
  origins: z.array(Origin).default([]),
  inside: z.boolean().default(false),
  standIn: z.boolean().default(false),
  timeoutMs: z.int().min(100).max(10_000).default(DEFAULT_MS),
});
const File = z.strictObject({ providers: z.array(ProviderSetting).max(100) });

/** A platform that people come from. */
export interface Provider extends Omit<z.output<typeof ProviderSetting>, 'secretFile'> {
  /** `origins`: of its endpoints, where they are others than that of its issuer; `inside`: it may stand in a network of ours. */
  secret: string;
}

/** Those of SIGN_ON_FILE, none without it. Throws BadSettings. */
export function readProviders({ signOnFile, isProduction, publicOrigin }: Config): readonly Provider[] {
  if (signOnFile === undefined) return [];
  const refuse = (why: string) => new BadSettings(`SIGN_ON_FILE: ${why} (it is "${signOnFile}")`);
  const text = readOr(signOnFile, () => refuse('must be a file that can be read'));
  const parsed = File.safeParse(parseOr(text, () => refuse('must hold JSON')));
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues as [z.core.$ZodIssue];
    throw refuse(`${path.join('.')}: ${message}`);
  }
  const { providers } = parsed.data;
  if (new Set(providers.map(({ id }) => id)).size < providers.length) throw refuse('names a provider twice');
  for (const { id, issuer, standIn } of isProduction ? providers : []) {
    if (standIn) throw refuse(`the provider ${id} is a stand-in, and this is production`);
    if (!issuer.startsWith('https:')) throw refuse(`the provider ${id} must be reached by https in production`);
  }
  // Whatever address a request claims, the way back is one.
  if (isProduction && providers.length > 0 && publicOrigin === undefined)
    throw new BadSettings('PUBLIC_ORIGIN: is needed by SIGN_ON_FILE (it is not set)');
  return providers.map(({ secretFile, ...provider }) => {
    const secret = readOr(resolve(dirname(signOnFile), secretFile), () =>
      refuse(`the secret of ${provider.id} must be a file that can be read`),
    ).trim();
    if (secret === '') throw refuse(`the secret of ${provider.id} is empty`);
    return { ...provider, secret };
  });
}

function readOr(file: string, error: () => Error): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw error();
  }
}
function parseOr(text: string, error: () => Error): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw error();
  }
}
