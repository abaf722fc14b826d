import { Invalid } from '../../errors.ts';
import { isFresh } from '../../http/door.ts';
import { createCostLimit } from '../../http/limits.ts';
import { route } from '../../http/route.ts';
import { atTheDoor } from '../accounts/at-the-door.ts';
import { keep } from '../accounts/entering.ts';
import * as endpoints from './schema.ts';
import { removePassword, setPassword, signInWithPassword, type PasswordParts } from './service.ts';

/** What strangers at one address may mistype: two and more by each pupil of a class, one in six seconds from then on. */
const FAILURES = 100;
const FAILURE_SECONDS = 600;

export function passwordsRoutes(parts: PasswordParts) {
  const failures = createCostLimit(FAILURES / FAILURE_SECONDS, FAILURE_SECONDS);
  return [
    route(endpoints.signInWithPassword, async ({ body }, context) => {
      const now = performance.now();
      const isSpent = !failures.spend(context.address, 0, now);
      const entering = { ...context, isShared: body.isShared, isSpent };
      try {
        return keep(context, await atTheDoor(context, () => signInWithPassword(parts, body, entering)));
      } catch (cause) {
        if (cause instanceof Invalid) failures.charge(context.address, 1, now);
        throw cause;
      }
    }),
    route(endpoints.setPassword, async ({ body: { password, oldPassword } }, context) => {
      const session = context.session!;
      const wanted = { password, oldPassword, isFresh: isFresh(session, context.now) };
      await setPassword(parts, context, session, wanted);
      return { done: true };
    }),
    route(endpoints.removePassword, async (_, context) => {
      await removePassword(parts, context, context.session!);
      return { done: true };
    }),
  ];
}
