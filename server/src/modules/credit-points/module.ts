import type { ThingModule } from '../../module.ts';
import { creditPointPin } from './pin.ts';
import { creditPointsRoutes } from './routes.ts';
import { creditPointThing } from './thing.ts';

export const creditPoints: ThingModule = {
  name: 'credit-points',
  serve: ({ database }) => ({ routes: creditPointsRoutes(database) }),
  thing: creditPointThing,
  pin: creditPointPin,
};
