import type { ThingModule } from '../../module.ts';
import { institutionPin } from './pin.ts';
import { institutionsRoutes } from './routes.ts';
import { institutionThing } from './thing.ts';

export const institutions: ThingModule = {
  name: 'institutions',
  serve: (parts) => ({ routes: institutionsRoutes(parts) }),
  thing: institutionThing,
  pin: institutionPin,
};
