import { route } from '../../http/route.ts';
import type { PrivacyParts } from './own-data.ts';
import * as endpoints from './schema.ts';
import {
  beginErasure,
  exportOwnData,
  getOwnConsents,
  getOwnData,
  give,
  listTexts,
  toTable,
  undoErasure,
  withdraw,
} from './service.ts';

export const privacyRoutes = (parts: PrivacyParts) => [
  route(endpoints.listConsentTexts, (_, { lang }) => Promise.resolve({ texts: listTexts(lang) })),
  route(endpoints.listOwnConsents, (_, { actor }) => getOwnConsents(parts, actor)),
  route(endpoints.giveConsent, ({ body }, context) => give(parts, context, body)),
  route(endpoints.withdrawConsent, ({ params }, context) => withdraw(parts, context, params.purpose)),
  route(endpoints.getOwnData, (_, context) =>
    getOwnData(parts, context.actor, { ...context, session: context.session! }),
  ),
  route(endpoints.exportOwnData, (_, context) =>
    exportOwnData(parts, context, { ...context, session: context.session! }),
  ),
  route(endpoints.exportOwnDataCsv, async (_, context) =>
    toTable(await exportOwnData(parts, context, { ...context, session: context.session! }), context.lang),
  ),
  route(endpoints.beginErasure, (_, context) => beginErasure(parts, context)),
  route(endpoints.undoErasure, async (_, context) => {
    await undoErasure(parts, context);
    return { done: true };
  }),
];
