import type { DemoOptions } from '../demo/base.ts';
import type { Activity } from '../kinds/activities/demo/activity.ts';
import type { Course } from '../kinds/courses/demo/courses.ts';
import type { CreditPoint } from '../kinds/credit-points/demo/credit-points.ts';
import type { KindName } from '../kinds/index.ts';
import type { Resource } from '../kinds/resources/demo/resources.ts';
import { createDemo } from '../load/demo.ts';

/** All things of a demo as lists. */
export function createWhole(options: DemoOptions) {
  const { base, sets } = createDemo(options);
  const listOf = (name: KindName) => [...sets.find(({ kind }) => kind.name === name)!.set.things] as unknown[];
  return {
    world: base.world,
    institutions: base.institutions,
    places: base.places,
    activities: listOf('activities') as Activity[],
    courses: listOf('courses') as Course[],
    resources: listOf('resources') as Resource[],
    creditPoints: listOf('credit-points') as CreditPoint[],
  };
}
