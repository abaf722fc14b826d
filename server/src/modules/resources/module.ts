import type { ThingModule } from '../../module.ts';
import { resourcePin } from './pin.ts';
import { resourcesRoutes } from './routes.ts';
import { resourceThing } from './thing.ts';

export const resources: ThingModule = {
  name: 'resources',
  serve: ({ database }) => ({ routes: resourcesRoutes(database) }),
  thing: resourceThing,
  pin: resourcePin,
};
