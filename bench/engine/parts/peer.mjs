import { Agent, get } from 'node:http';
import { get as getSecure } from 'node:https';
import { once } from 'node:events';
import { describe } from '../stats.mjs';
import { createWorld, sample } from '../world.mjs';

/** Another tile server on the tiles of the same trace, one by one, unfiltered: filters are its own affair. */
export async function measure({ size, template, requests }) {
  const trace = createWorld(size).trace(400);
  const agent = new Agent({ keepAlive: true });
  const times = [];
  for (const [z, x, y] of sample(trace.requests, requests)) {
    const url = template.replace('{z}', z).replace('{x}', x).replace('{y}', y);
    const started = performance.now();
    await read(url, agent);
    times.push(performance.now() - started);
  }
  agent.destroy();
  return describe(times);
}

async function read(url, agent) {
  const secure = url.startsWith('https:');
  const [answer] = await once(secure ? getSecure(url) : get(url, { agent }), 'response');
  if (answer.statusCode >= 400) throw new Error(`${url}: status ${answer.statusCode}`);
  for await (const _chunk of answer);
}
