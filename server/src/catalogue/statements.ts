import pg from 'pg';

/** A statement with $1, $2, …; values are numbers, texts and lists of ids. */
export interface Statement {
  text: string;
  values: readonly unknown[];
}
export interface Batch {
  /** Goes before the statements, in their transaction. */
  setup: string;
  statements: readonly Statement[];
  config?: Pick<pg.QueryArrayConfig, 'rowMode' | 'types'>;
}
/** Runs all in one roundtrip and one snapshot; answers the result of each statement. */
export type RunBatch = <R extends pg.QueryResult | pg.QueryArrayResult>(
  client: pg.ClientBase,
  batch: Batch,
) => Promise<R[]>;

// More ids are worth a plan for their number.
const FEW_IDS = 50;
// Planned once, for few ids and whatever the statistics say: a table may have been empty when its plan was made.
const FOR_FEW = `SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off;
  SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off`;
const UNKNOWN_NAME = '26000';

/** Several statements in one message take no parameters: they become literals of no type, which is as good. */
export const runPlain: RunBatch = (client, { setup, statements, config }) => {
  const filled = statements.map(({ text, values }) =>
    text.replace(/\$(\d+)/g, (_, number) => toLiteral(values[Number(number) - 1])),
  );
  return send(client, [setup, ...filled], { count: statements.length, config });
};

/** As `runPlain`, but planned once per connection: only where connections have sessions of their own. */
export const runPrepared: RunBatch = async (client, batch) => {
  if (batch.statements.some(({ values }) => values.some(isLong))) return runPlain(client, batch);
  const isRepeated = names.has(client);
  try {
    return await execute(client, batch);
  } catch (cause) {
    // Which of them are there is uncertain now; names are not used twice.
    names.delete(client);
    // A pooler between may have changed the session.
    if (!isRepeated || (cause as { code?: string }).code !== UNKNOWN_NAME) throw cause;
    return execute(client, batch);
  }
};

const isLong = (value: unknown) => Array.isArray(value) && value.length > FEW_IDS;

/** Names of prepared statements by their text. */
const names = new WeakMap<pg.ClientBase, Map<string, string>>();
let lastName = 0;

async function execute<R>(client: pg.ClientBase, { setup, statements, config }: Batch): Promise<R[]> {
  const known = new Map(names.get(client));
  const preparing: string[] = [];
  const executing = statements.map(({ text, values }) => {
    let name = known.get(text);
    if (!name) {
      known.set(text, (name = `zlm_${++lastName}`));
      preparing.push(`PREPARE ${name} AS ${text}`);
    }
    return `EXECUTE ${name}${values.length > 0 ? `(${values.map(toLiteral).join()})` : ''}`;
  });
  const parts = [setup, FOR_FEW, ...preparing, ...executing];
  const results = await send<R>(client, parts, { count: statements.length, config });
  if (preparing.length > 0) names.set(client, known);
  return results;
}

async function send<R>(
  client: pg.ClientBase,
  parts: readonly string[],
  { count, config }: { count: number; config: Batch['config'] },
): Promise<R[]> {
  const text = parts.filter((part) => part !== '').join(';\n');
  const answer: unknown = await client.query({ text, ...config } as pg.QueryConfig);
  return (Array.isArray(answer) ? answer : [answer]).slice(-count) as R[];
}

const toLiteral = (value: unknown): string =>
  pg.escapeLiteral(Array.isArray(value) ? `{${value.map(Number).join()}}` : String(value));
