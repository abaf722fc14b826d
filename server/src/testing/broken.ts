import type pg from 'pg';
import type { Database } from '../db/index.ts';

/** A database whose connection breaks once, at the nth thing it is asked: before it is done, or before that is heard. */
export function breakAt<D extends Pick<Database, 'pool'>>(database: D, nth: number, when: 'before' | 'after'): D {
  let asked = 0;
  const watch = (client: pg.PoolClient) => {
    let isBroken = false;
    const ask = async (...args: unknown[]) => {
      isBroken ||= ++asked === nth;
      if (isBroken && (when === 'before' || asked > nth)) throw new Error('the connection broke');
      const answer = await (client.query as (...all: unknown[]) => Promise<unknown>)(...args);
      if (isBroken) throw new Error('the connection broke');
      return answer;
    };
    return new Proxy(client, {
      get(target, name) {
        if (name === 'query') return ask;
        if (name === 'release') return () => target.release(isBroken);
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  };
  const pool = new Proxy(database.pool, {
    get(target, name) {
      if (name === 'connect') return async () => watch(await target.connect());
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return { ...database, pool };
}
