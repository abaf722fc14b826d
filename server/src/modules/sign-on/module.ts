import type { Module } from '../../module.ts';
import { readProviders } from './providers.ts';
import { createRelyingParty } from './relying-party.ts';
import { signOnRoutes, wayBack } from './routes.ts';

export const signOn: Module = {
  name: 'sign-on',
  check: (config) => Promise.resolve(void readProviders(config)),
  serve: ({ database, keys, config, pages }) => {
    const providers = readProviders(config).map(
      (provider) => [provider.id, { provider, party: createRelyingParty(provider) }] as const,
    );
    return {
      routes: signOnRoutes({ database, keys, providers: new Map(providers), publicOrigin: config.publicOrigin }),
      pages: providers.length > 0 ? [wayBack(pages)] : [],
    };
  },
};
