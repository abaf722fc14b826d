import type { ThingModule } from '../../module.ts';
import { activityPin } from './pin.ts';
import { activitiesRoutes } from './routes.ts';
import { activityThing } from './thing.ts';

export const activities: ThingModule = {
  name: 'activities',
  serve: ({ database, origin }) => ({ routes: activitiesRoutes(database, origin) }),
  thing: activityThing,
  pin: activityPin,
};
