import type { Module, Parts } from '../../module.ts';
import { noMessenger, standIn } from './messenger.ts';
import { accountsRoutes, standInPages } from './routes.ts';

export const accounts: Module = {
  name: 'accounts',
  serve: ({ database, keys, config, pages }: Parts) => {
    const messenger = config.demoAccounts ? standIn : noMessenger;
    return {
      routes: accountsRoutes({ database, keys, messenger }),
      pages: messenger.page === null ? [] : standInPages(database, pages),
    };
  },
};
