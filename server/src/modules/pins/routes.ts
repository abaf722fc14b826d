import type { Lang } from '../../contract/lists.ts';
import { say } from '../../http/messages.ts';
import { route } from '../../http/route.ts';
import { previewRevision } from './preview.ts';
import type { Revision } from './schema.ts';
import * as endpoints from './schema.ts';
import * as service from './service.ts';
import type { PinParts } from './service.ts';

/** What it lacks, in the language of who asks. */
const tell = async (answered: Promise<Revision>, lang: Lang): Promise<Revision> => {
  const revision = await answered;
  return {
    ...revision,
    problems: revision.problems.map(({ field, message }) => ({ field, message: say(message, lang) })),
  };
};

export const pinsRoutes = (parts: PinParts) => [
  route(endpoints.listPinForms, (_, { actor }) => service.listForms(parts, actor)),
  route(endpoints.listPins, ({ query }, { actor }) => {
    const { mine, cursor, ...wanted } = query;
    const [micros, pin] = (cursor ?? '').split('.').map(Number) as [number, number];
    return service.listPins(parts, actor, {
      ...wanted,
      mine: mine === undefined ? undefined : mine === 'true',
      cursor: cursor === undefined ? undefined : { micros, pin },
    });
  }),
  route(endpoints.beginPin, ({ body }, context) => tell(service.beginPin(parts, context, body), context.lang)),
  route(endpoints.getRevision, ({ params }, { actor, now, lang }) =>
    tell(service.getRevision(parts, actor, params.revision, now), lang),
  ),
  route(endpoints.previewRevision, ({ params }, { actor, now }) => previewRevision(parts, actor, params.revision, now)),
  route(endpoints.saveRevision, ({ params, body }, context) =>
    tell(service.saveRevision(parts, context, params.revision, body), context.lang),
  ),
  route(endpoints.submitRevision, ({ params, body }, context) =>
    tell(service.submitRevision(parts, context, params.revision, body), context.lang),
  ),
  route(endpoints.rescheduleRevision, ({ params, body }, context) =>
    tell(service.rescheduleRevision(parts, context, params.revision, body), context.lang),
  ),
  route(endpoints.takeBackRevision, ({ params }, context) =>
    tell(service.takeBackRevision(parts, context, params.revision), context.lang),
  ),
  route(endpoints.discardRevision, ({ params }, context) => service.discardRevision(parts, context, params.revision)),
  route(endpoints.askSecondOpinion, ({ params, body }, context) =>
    tell(service.askSecondOpinion(parts, context, params.revision, body.reason), context.lang),
  ),
  route(endpoints.getPin, ({ params }, { actor }) => service.getPin(parts, actor, params.pin)),
  route(endpoints.setPinStatus, ({ params, body }, context) => service.setPinStatus(parts, context, params.pin, body)),
  route(endpoints.withdrawPin, ({ params, body }, context) =>
    service.leavePublic(parts, context, params.pin, { becomes: 'withdrawn', reason: body.reason }),
  ),
  route(endpoints.archivePin, ({ params, body }, context) =>
    service.leavePublic(parts, context, params.pin, { becomes: 'archived', reason: body.reason }),
  ),
];
