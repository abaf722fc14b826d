// The floor: node:http alone, sending answers it was given; nothing is decided and nothing is logged.
import { createServer } from 'node:http';

const answers = new Map();
const server = createServer((request, response) => {
  const { status, headers, body } = answers.get(request.url);
  response.writeHead(status, headers);
  response.end(body);
});

process.on('message', (/** @type {any} */ { ask, given }) => {
  if (ask === 'usage') return process.send?.(process.cpuUsage());
  for (const [path, { status, headers, body }] of given)
    answers.set(path, { status, headers, body: body && Buffer.from(body) });
  server.listen(0, '127.0.0.1', () =>
    process.send?.({ port: /** @type {import('node:net').AddressInfo} */ (server.address()).port }),
  );
});
process.on('disconnect', () => process.exit(0));
