import { createServer } from 'node:http';

const PAGE = 500;
const VENUE_EVERY = 20; // things of one venue
const ORGANISERS = 300;

/**
 * A feed of Realtime Paged Data Exchange 1.0 with so many activities of Zhejiang, made as they are asked for; what is said
 * later comes after them.
 * @param {{ port: number, things: number }} options
 */
export function serveFeed({ port, things }) {
  /** @type {{ id: string, modified: number, data: object }[]} */
  const said = [];
  const server = createServer((request, response) => {
    const url = new URL(/** @type {string} */ (request.url), 'http://feed');
    const after = Number(url.searchParams.get('after') ?? 0);
    const items = [];
    for (let n = after + 1; n <= things && items.length < PAGE; n++) items.push(toItem(n));
    // What is said again stands at its later place alone.
    const later = said.filter(({ modified }) => modified > after).slice(0, PAGE - items.length);
    items.push(...later.map((one) => ({ ...one, kind: 'Event', state: 'updated' })));
    const last = items.at(-1);
    const next = last ? `/items?after=${last.modified}` : request.url;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ items, next, license: 'https://creativecommons.org/licenses/by/4.0/' }));
  });
  server.listen(port, '127.0.0.1');
  /** @param {number} n @param {{ title: string, lng: number, lat: number }} to */
  function say(n, { title, lng, lat }) {
    const data = { ...toEvent(n), name: title, location: toLocation(`迁${title}`, lng, lat) };
    said.push({ id: `t${n}`, modified: things + said.length + 1, data });
  }
  return { say, close: () => (server.closeAllConnections(), server.close()) };
}

/** @param {number} n */
const toItem = (n) => ({ id: `t${n}`, modified: n, kind: 'Event', state: 'updated', data: toEvent(n) });

/** @param {number} n */
function toEvent(n) {
  const venue = Math.floor(n / VENUE_EVERY);
  const [lng, lat] = [119.2 + ((venue * 37) % 1900) / 1000, 28.4 + ((venue * 61) % 2300) / 1000];
  const day = `2098-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`;
  return {
    type: 'Event',
    name: `${['书法', '国画', '太极', '合唱'][n % 4]}第${n}班`,
    description: '零基础可学，自带毛笔与宣纸，报名以现场为准。'.repeat(1 + (n % 3)),
    activity: ['书法'],
    location: toLocation(`第${venue}教学点`, lng, lat),
    organizer: { type: 'Organization', name: `试用第${n % ORGANISERS}社区学校` },
    subEvent: [{ type: 'Event', startDate: `${day}T01:00:00Z`, endDate: `${day}T03:00:00Z` }],
    offers: [{ type: 'Offer', price: n % 3 === 0 ? '0' : '50', priceCurrency: 'CNY' }],
  };
}
/** @param {string} name @param {number} longitude @param {number} latitude */
const toLocation = (name, longitude, latitude) => ({
  ...{ type: 'Place', name, address: '试用路 1 号' },
  geo: { type: 'GeoCoordinates', latitude, longitude },
});
