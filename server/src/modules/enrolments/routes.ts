import { route } from '../../http/route.ts';
import * as endpoints from './schema.ts';
import * as service from './service.ts';
import type { EnrolmentsParts } from './service.ts';
import { toTable } from './table.ts';

export const enrolmentsRoutes = (parts: EnrolmentsParts, desk = new service.EnrolDesk(parts)) => [
  route(endpoints.listEnrolments, (_, { actor }) => service.listEnrolments(parts, actor)),
  route(endpoints.getEnrolmentOffer, ({ query }, { actor }) => service.getOffer(parts, actor, query)),
  route(endpoints.enrol, ({ body }, context) => desk.enrol(context, body)),
  route(endpoints.cancelEnrolment, ({ params: { enrolment } }, context) =>
    service.change(parts, context, { enrolment, wanted: 'cancelled' }),
  ),
  route(endpoints.acceptSeat, ({ params: { enrolment } }, context) =>
    service.change(parts, context, { enrolment, wanted: 'seated' }),
  ),
  route(endpoints.declineSeat, ({ params: { enrolment } }, context) =>
    service.change(parts, context, { enrolment, wanted: 'declined' }),
  ),
  route(endpoints.listEnrolled, ({ params }, { actor }) => service.listEnrolled(parts, actor, params.pin)),
  route(endpoints.exportEnrolled, async ({ params }, { actor, lang }) =>
    toTable((await service.listEnrolled(parts, actor, params.pin)).enrolled, lang),
  ),
];
