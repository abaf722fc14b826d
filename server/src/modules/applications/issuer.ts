import type { Parts } from '../../module.ts';

export const MOUNTED_AT = '/oidc';

/** How applications know this server: one name, whatever a request claims. */
export const issuerOf = ({ config, origin }: Pick<Parts, 'config' | 'origin'>): string =>
  `${config.publicOrigin ?? origin}${MOUNTED_AT}`;
