// Baseline A over HTTP: node:http, node-postgres and one query per tile.
import { createServer } from 'node:http';
import os from 'node:os';
import pg from 'pg';
import { typicalTile } from './tile-sql.mjs';

process.once('message', async ({ url, asked }) => {
  const queries = new Map(asked.map(([path, tile, filter]) => [path, { tile, filter }]));
  const pool = new pg.Pool({ connectionString: url, max: os.cpus().length });
  const server = createServer((request, response) => {
    const { tile, filter } = queries.get(request.url);
    pool.query(typicalTile(tile, filter)).then(
      ({ rows: [{ mvt }] }) => {
        const headers = { 'Content-Type': 'application/vnd.mapbox-vector-tile', 'Content-Length': mvt.length };
        response.writeHead(200, headers).end(mvt);
      },
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  await Promise.all(Array.from({ length: os.cpus().length }, () => pool.query('SELECT 1')));
  server.listen(0, '127.0.0.1', () =>
    process.send?.({ port: /** @type {import('node:net').AddressInfo} */ (server.address()).port }),
  );
});
process.on('disconnect', () => process.exit(0));
