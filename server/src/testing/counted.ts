import type pg from 'pg';
import type { Database } from '../db/index.ts';

/** A database whose pool keeps what it was asked, without values; `take` tells it and begins anew. */
export function countStatements<D extends Database>(database: D): { database: D; take: () => string[] } {
  let asked: string[] = [];
  const watch = (client: pg.PoolClient) =>
    new Proxy(client, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        if (name !== 'query') return value.bind(target) as unknown;
        return (...args: unknown[]) => {
          const [asking] = args;
          const text = typeof asking === 'string' ? asking : (asking as { text: string }).text;
          asked.push(text.replace(/\s+/g, ' ').trim());
          return (value as (...all: unknown[]) => unknown).apply(target, args);
        };
      },
    });
  const pool = new Proxy(database.pool, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (name === 'connect') return async () => watch(await target.connect());
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return {
    database: { ...database, pool },
    take() {
      const told = asked;
      asked = [];
      return told;
    },
  };
}
