import type { Module, Parts } from '../../module.ts';
import { chooseMessenger } from './messenger.ts';
import { accountsPersonal } from './personal.ts';
import { accountsRoutes, standInPages } from './routes.ts';

export const accounts: Module = {
  name: 'accounts',
  personal: accountsPersonal,
  serve: ({ database, keys, config, pages }: Parts) => {
    const messenger = chooseMessenger(config);
    return {
      routes: accountsRoutes({ database, keys, messenger }, { realNames: config.demoAccounts ? 'stand_in' : null }),
      pages: messenger.page === null ? [] : standInPages(database, pages),
    };
  },
};
