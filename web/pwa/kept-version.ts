import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const server = fileURLToPath(new URL('../../server/src/', import.meta.url));

/** Release of the app and a hash of the API's shape: other answers are not to be read by another app. */
export function keptVersion(): string {
  const release = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  const hash = createHash('sha256');
  for (const file of listShapes()) hash.update(readFileSync(server + file));
  return `${release.version}-${hash.digest('hex').slice(0, 8)}`;
}

function listShapes(): string[] {
  const files = readdirSync(server, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
  return files.filter((file) => /^contract\/.*\.ts$|^modules\/[^/]+\/schema\.ts$/.test(file)).sort();
}
