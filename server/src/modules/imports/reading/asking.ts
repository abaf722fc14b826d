import type { QueryResult, QueryResultRow } from 'pg';
import type pg from 'pg';

/** What facts are asked of. */
export interface Asking {
  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<QueryResult<Row>>;
}

/** Asks in the name of who imports, a statement at a time: what lasts longer than a transaction others might inherit. */
export const askAs = (client: pg.Client, proof: string): Asking => ({
  query: async (text, values) => {
    await client.query('BEGIN');
    try {
      await client.query(`SELECT set_config('app.proof', $1, true)`, [proof]);
      const answer = await client.query(text, values);
      await client.query('COMMIT');
      return answer as never;
    } catch (cause) {
      await client.query('ROLLBACK');
      throw cause;
    }
  },
});
