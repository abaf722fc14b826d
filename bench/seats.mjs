// Enrolling over HTTP: 1,000 at once for 10 seats, of which exactly 10 have one and 990 wait in order, within 2 s embedded; then
// 100 a second for 10 s, p99 at most 100 ms on PostgreSQL. Ends with 1 where the counts are others or a goal is missed.
// --people=1000 --seats=10 --rate=100 --seconds=10 --database=embedded,server (PostgreSQL with PostGIS, where it is installed)
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { describe } from './engine/stats.mjs';
import { countPlaces, holdSession, signInPeople } from './seats/people.mjs';
import { startTown } from './sign-in/town.mjs';

const GOALS = { atOnceSeconds: { embedded: 2, server: 2 }, p99: { embedded: Infinity, server: 100 } };
const option = (name, otherwise) =>
  process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise;
const [people, seats, rate, seconds] = [
  ...[Number(option('people', '1000')), Number(option('seats', '10'))],
  ...[Number(option('rate', '100')), Number(option('seconds', '10'))],
];
const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity, maxFreeSockets: Infinity });
/** @type {string[]} */
const faults = [];

for (const kind of option('database', 'embedded,server').split(',')) {
  const town = await startTown(kind, { scale: 0.05 });
  if (!town) {
    console.log(`${kind}: no PostgreSQL is installed here`);
    continue;
  }
  try {
    await enrolAtOnce(town);
    await enrolSteadily(town);
  } finally {
    await town.stop();
  }
}
for (const fault of faults) console.log(`failed: ${fault}`);
console.log(faults.length === 0 ? 'all goals met' : `${faults.length} failed`);
process.exit(faults.length === 0 ? 0 : 1);

async function enrolAtOnce({ kind, origin, owner }) {
  const [cookies, session] = [await signInPeople(owner, people), await holdSession(owner, seats)];
  await Promise.all(cookies.map((cookie) => look(origin, cookie, session)));
  const began = performance.now();
  const answers = await Promise.all(cookies.map((cookie) => enrol(origin, cookie, session)));
  const took = (performance.now() - began) / 1000;
  const { seated, waiting, isInOrder } = await countPlaces(owner, session);
  const { p50, p99 } = describe(answers.map(({ ms }) => ms));
  console.log(
    `${kind}: ${people} at once for ${seats} seats in ${took.toFixed(2)} s: ${seated} have one, ${waiting} wait${isInOrder ? ' in order' : ''}; ` +
      `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms; load ${loadavg()[0].toFixed(1)}`,
  );
  demandAnswers(kind, answers);
  if (seated !== Math.min(seats, people) || waiting !== Math.max(0, people - seats) || !isInOrder)
    faults.push(`${kind}: ${seated} have a seat and ${waiting} wait`);
  if (took > GOALS.atOnceSeconds[kind]) faults.push(`${kind}: ${took.toFixed(2)} s`);
}

/** Whoever is late does not hold up who comes next. */
async function enrolSteadily({ kind, origin, owner }) {
  const many = rate * seconds;
  const [cookies, session] = [await signInPeople(owner, many), await holdSession(owner, many / 2)];
  const began = performance.now();
  const answers = await Promise.all(
    cookies.map(async (cookie, n) => {
      await wait((n * 1000) / rate - (performance.now() - began));
      return enrol(origin, cookie, session);
    }),
  );
  const { seated, waiting, isInOrder } = await countPlaces(owner, session);
  const { p50, p95, p99 } = describe(answers.map(({ ms }) => ms));
  console.log(
    `${kind}: ${rate} a second for ${seconds} s: ${seated} have a seat, ${waiting} wait${isInOrder ? ' in order' : ''}; ` +
      `p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms; load ${loadavg()[0].toFixed(1)}`,
  );
  demandAnswers(kind, answers);
  if (seated !== many / 2 || waiting !== many / 2 || !isInOrder)
    faults.push(`${kind}: ${seated} have a seat and ${waiting} wait`);
  if (p99 > GOALS.p99[kind]) faults.push(`${kind}: p99 ${p99.toFixed(0)} ms`);
}

function enrol(origin, cookie, session) {
  return ask(`${origin}/api/enrolments`, {
    method: 'POST',
    headers: { cookie, origin, 'idempotency-key': randomUUID(), 'content-type': 'application/json' },
    body: JSON.stringify(session),
  });
}

/** Whoever enrols has looked at it before: their connection is open. */
function look(origin, cookie, { kind, id }) {
  return ask(`${origin}/api/enrolments/offer?kind=${kind}&id=${id}`, { headers: { cookie } });
}

/**
 * Lighter than fetch, as both sides share the machine.
 * @param {string} url
 * @param {http.RequestOptions & { body?: string }} options
 * @returns {Promise<{ status: number | undefined, ms: number }>}
 */
function ask(url, { body, ...options }) {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.request(url, { agent, ...options }, (response) => {
      response.resume().on('end', () => resolve({ status: response.statusCode, ms: performance.now() - began }));
    });
    request.on('error', reject).end(body);
  });
}

function demandAnswers(kind, answers) {
  const bad = answers.map(({ status }) => status).filter((status) => status !== 200);
  if (bad.length > 0) faults.push(`${kind}: ${bad.length} answers are ${[...new Set(bad)].join(', ')}`);
}
