import type { ThingModule } from '../../module.ts';
import { coursePin } from './pin.ts';
import { coursesRoutes } from './routes.ts';
import { courseThing } from './thing.ts';

export const courses: ThingModule = {
  name: 'courses',
  serve: ({ database }) => ({ routes: coursesRoutes(database) }),
  thing: courseThing,
  pin: coursePin,
};
