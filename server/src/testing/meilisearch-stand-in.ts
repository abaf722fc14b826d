import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import {
  addDocuments,
  ApiError,
  emptyIndex,
  fetchDocuments,
  search,
  toForeign,
  type Json,
  type StoredIndex,
} from './meilisearch-index.ts';

/**
 * How it is ill: `hang` answers nothing, `slow` late, `fail` with 500, `garbage` with HTML, `misshapen` with JSON of
 * another form, `cut` with half an answer, `foreign` with rows nobody asked about, `lose-tasks` forgets what it
 * accepted, `fail-tasks` accepts and fails.
 */
export const MOODS = [
  ...(['well', 'hang', 'slow', 'fail', 'garbage', 'misshapen', 'cut', 'foreign', 'lose-tasks', 'fail-tasks'] as const),
];
export type Mood = (typeof MOODS)[number];

interface Task {
  uid: number;
  indexUid: string | null;
  type: string;
  status: string;
  error: { message: string; code: string; type: string; link: string } | null;
}
type Indexes = Map<string, StoredIndex>;

const SLOW_MS = 700;
const TASK_MS = 5;

export type StandIn = Awaited<ReturnType<typeof startStandIn>>;

/**
 * A stand-in for a Meilisearch server, made for tests: of the endpoints used here it has the documented forms, error
 * codes and task queue. Its relevance is not that of Meilisearch.
 */
export async function startStandIn({ key = 'test-key', port = 0 }: { key?: string; port?: number } = {}) {
  let indexes: Indexes = new Map();
  const tasks = new Map<number, Task>();
  let queue = Promise.resolve();
  let server: Server | null = null;
  const standIn = {
    mood: 'well' as Mood,
    url: '',
    key,
    /** Method and path of every request. */
    asked: [] as string[],
    /** Method, path and code of what was refused. */
    refused: [] as string[],
    index: (uid: string): StoredIndex | undefined => indexes.get(uid),
    dropIndexes: () => void indexes.clear(),
    /** What a snapshot would hold. */
    snapshot: (): Indexes =>
      new Map([...indexes].map(([uid, index]) => [uid, { ...index, documents: new Map(index.documents) }])),
    restore: (kept: Indexes) => void (indexes = kept),
    kill: async () => {
      const ending = server!;
      server = null;
      ending.closeAllConnections();
      ending.close();
      await once(ending, 'close');
    },
    revive: listen,
    close: async () => {
      if (server) await standIn.kill();
    },
  };
  await listen();
  return standIn;

  async function listen(): Promise<void> {
    const own = standIn.url === '' ? port : Number(new URL(standIn.url).port);
    server = createServer((request, response) => void answer(request, response)).listen(own, '127.0.0.1');
    await once(server, 'listening');
    standIn.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url!, standIn.url).pathname;
    standIn.asked.push(`${request.method} ${path}`);
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { mood } = standIn;
    if (mood === 'hang') return;
    if (mood === 'slow') await wait(SLOW_MS, undefined, { ref: false });
    if (mood === 'fail') return send(response, 500, toError('internal', 'internal'));
    if (mood === 'garbage') return void response.end('<html><h1>It works!</h1>');
    if (mood === 'misshapen') return send(response, 200, { hits: 'none', results: {}, taskUid: 'seven' });
    if (mood === 'cut') {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 1000 }).write('{"hits": [');
      return void response.destroy();
    }
    try {
      if (path !== '/health') checkKey(request.headers.authorization);
      const [status, answered] = route(`${request.method} ${path}`, body === '' ? {} : (JSON.parse(body) as Json));
      send(response, status, answered);
    } catch (cause) {
      const { status, code } = cause instanceof ApiError ? cause : new ApiError(400, 'malformed_payload');
      standIn.refused.push(`${request.method} ${path} ${code}`);
      send(response, status, toError(code));
    }
  }

  function checkKey(authorization: string | undefined): void {
    if (authorization === undefined) throw new ApiError(401, 'missing_authorization_header');
    if (authorization !== `Bearer ${standIn.key}`) throw new ApiError(403, 'invalid_api_key');
  }

  function route(asked: string, body: Json): [status: number, answer: unknown] {
    if (asked === 'GET /health') return [200, { status: 'available' }];
    if (asked === 'POST /swap-indexes') return enqueue(null, 'indexSwap', () => swap(body as unknown as Swap[]));
    if (asked === 'POST /indexes') {
      const { uid, primaryKey } = body as { uid: string; primaryKey?: string };
      return enqueue(uid, 'indexCreation', () => {
        if (indexes.has(uid)) throw new ApiError(409, 'index_already_exists');
        indexes.set(uid, emptyIndex(primaryKey));
      });
    }
    const task = /^GET \/tasks\/(\d+)$/.exec(asked);
    if (task) return [200, tasks.get(Number(task[1])) ?? refuse('task_not_found')];
    const parts = /^([A-Z]+) \/indexes\/([\w-]+)(?:\/(.+))?$/.exec(asked);
    if (!parts) throw new ApiError(404, 'not_found');
    return routeIndex(`${parts[1]} ${parts[3] ?? ''}`, parts[2]!, body);
  }

  function routeIndex(asked: string, uid: string, body: Json): [status: number, answer: unknown] {
    const found = () => indexes.get(uid) ?? refuse('index_not_found');
    const created = () => indexes.get(uid) ?? (indexes.set(uid, emptyIndex()), found());
    if (asked === 'GET ') return [200, { uid, primaryKey: found().primaryKey }];
    if (asked === 'DELETE ') return enqueue(uid, 'indexDeletion', () => void (found(), indexes.delete(uid)));
    if (asked === 'GET settings') return [200, found().settings];
    if (asked === 'PATCH settings') {
      return enqueue(uid, 'settingsUpdate', () => void Object.assign(created().settings, body));
    }
    if (asked === 'POST search') {
      const answered = search(found(), body);
      return [200, standIn.mood === 'foreign' ? toForeign(answered) : answered];
    }
    if (asked === 'POST documents/fetch') return [200, fetchDocuments(found(), body)];
    if (asked === 'POST documents') {
      return enqueue(uid, 'documentAdditionOrUpdate', () => addDocuments(created(), body as unknown as Json[]));
    }
    if (asked === 'POST documents/delete-batch') {
      return enqueue(uid, 'documentDeletion', () => {
        for (const id of body as unknown as unknown[]) found().documents.delete(String(id));
      });
    }
    const document = /^GET documents\/([\w-]+)$/.exec(asked);
    if (document) return [200, found().documents.get(document[1]!) ?? refuse('document_not_found')];
    throw new ApiError(404, 'not_found');
  }

  /** First come, first done, one at a time; all of a task or nothing. */
  function enqueue(indexUid: string | null, type: string, run: () => void): [number, unknown] {
    const task: Task = { uid: nextUid++, indexUid, type, status: 'enqueued', error: null };
    const { mood } = standIn;
    if (mood !== 'lose-tasks') tasks.set(task.uid, task);
    queue = queue.then(async () => {
      await wait(TASK_MS);
      if (mood === 'lose-tasks') return;
      try {
        if (mood === 'fail-tasks') throw new ApiError(500, 'no_space_left_on_device');
        run();
        task.status = 'succeeded';
      } catch (cause) {
        task.status = 'failed';
        task.error = toError(cause instanceof ApiError ? cause.code : 'internal');
      }
    });
    return [202, { taskUid: task.uid, indexUid, status: 'enqueued', type, enqueuedAt: new Date().toISOString() }];
  }

  function swap(swaps: readonly Swap[]): void {
    for (const { indexes: uids } of swaps) if (!uids.every((uid) => indexes.has(uid))) refuse('index_not_found');
    for (const {
      indexes: [a, b],
    } of swaps) {
      const [first, second] = [indexes.get(a)!, indexes.get(b)!];
      indexes.set(a, second).set(b, first);
    }
  }
}

interface Swap {
  indexes: [string, string];
}
let nextUid = 0;

function refuse(code: string): never {
  throw new ApiError(404, code);
}
function toError(code: string, type = 'invalid_request') {
  return { message: code, code, type, link: `https://docs.meilisearch.com/errors#${code}` };
}
function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
