// Writes docs/openapi.json from the contract; a test compares the two.
import { writeFileSync } from 'node:fs';
import { endpoints } from '../server/dist/contract.js';
import { createOpenApi } from '../server/dist/http/openapi.js';

writeFileSync(
  'docs/openapi.json',
  `${JSON.stringify(createOpenApi(Object.values(endpoints), 'http://localhost:8080'), null, 2)}\n`,
);
