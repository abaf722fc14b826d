import { Agent, get } from 'node:http';

const WORDS = [
  '书法',
  '太极',
  'shufa',
  'sf',
  '西湖区',
  '老年大学',
  '合唱',
  '英语',
  '免费',
  'calligraphy',
  '社区',
  '摄影',
];
const PAUSE_MS = 100;
const EDIT_EVERY_MS = 1000;

/**
 * Searches, pages and completions over some connections for a while; `edit` changes something each second. Beside them
 * the same words are asked for in an order that no search server is asked for: what that takes is the machine's part.
 */
export async function askAll({ origin, ms, connections, edit }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const until = performance.now() + ms;
  /** @type {number[]} */
  const times = [];
  /** @type {number[]} */
  const plain = [];
  const row = { degraded: 0, bad: /** @type {string[]} */ ([]) };
  const asking = Array.from({ length: connections }, (_, at) => keepAsking(at));
  await Promise.all([...asking, keepEditing()]);
  agent.destroy();
  return { ...row, times, plain };

  async function keepAsking(start) {
    for (let turn = start; performance.now() < until; turn++) {
      const q = encodeURIComponent(WORDS[turn % WORDS.length]);
      if (turn % 4 === 3) await ask(`/api/suggest?q=${q}`);
      else {
        await ask(`/api/search?q=${q}&limit=20&sort=soonest`, plain);
        const answer = await ask(`/api/search?q=${q}&limit=20`);
        if (answer?.nextCursor)
          await ask(`/api/search?q=${q}&limit=20&cursor=${encodeURIComponent(answer.nextCursor)}`);
      }
      await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
  }

  async function keepEditing() {
    while (performance.now() < until) {
      await edit();
      await new Promise((done) => setTimeout(done, EDIT_EVERY_MS));
    }
  }

  async function ask(path, list = times) {
    const began = performance.now();
    try {
      const { status, body } = await read(origin + path, agent);
      list.push(performance.now() - began);
      if (status !== 200) return void row.bad.push(`${path}: ${status}`);
      const answer = JSON.parse(body);
      if (answer.degraded?.length > 0) row.degraded++;
      const ids = answer.items?.map(({ id, place }) => `${id}@${place?.id ?? 0}`) ?? [];
      if (new Set(ids).size !== ids.length) row.bad.push(`${path}: a row twice`);
      return answer;
    } catch (cause) {
      row.bad.push(`${path}: ${cause}`);
    }
  }
}

/** The time within which this share of the answers came. */
export function within(share, times) {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function read(url, agent) {
  return new Promise((resolve, reject) => {
    get(url, { agent, timeout: 30_000 }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part) => (body += part));
      response.on('end', () => resolve({ status: response.statusCode, body }));
      response.on('error', reject);
    }).on('error', reject);
  });
}
