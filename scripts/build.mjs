// Compiles server, tiles and seed and bundles the web app; a part whose sources did not change is left alone.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const cache = 'node_modules/.cache/zlm';
const code = [
  'tiles/src',
  'server/src',
  'seed/src',
  'tsconfig.base.json',
  'tiles/tsconfig.json',
  'server/tsconfig.json',
  'seed/tsconfig.json',
];
const web = [
  'web/src',
  'web/public',
  'web/index.html',
  'web/vite.config.ts',
  'web/tsconfig.json',
  'web/package.json',
  'server/src/contract.ts',
  'server/src/contract',
];

build('code', code, ['server/dist/main.js', 'seed/dist/main.js', 'tiles/dist/index.js'], () => {
  for (const name of ['tiles', 'server', 'seed']) rmSync(`${name}/dist`, { recursive: true, force: true });
  return run('node_modules/typescript/bin/tsc', ['-b', 'seed']);
});
build('web', web, ['web/dist/index.html'], () =>
  run('web/node_modules/vite/bin/vite.js', ['build', '--logLevel', 'warn'], 'web'),
);

function build(name, inputs, outputs, make) {
  const stamp = `${cache}/built-${name}`;
  const wanted = hashOf([...inputs, 'pnpm-lock.yaml']);
  if (outputs.every((file) => existsSync(file)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const started = Date.now();
  if (make() !== 0) process.exit(1);
  mkdirSync(cache, { recursive: true });
  writeFileSync(stamp, wanted);
  console.log(`built ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function run(program, args, cwd = '.') {
  const path = cwd === '.' ? program : join(process.cwd(), program);
  return spawnSync(process.execPath, [path, ...args], { cwd, stdio: 'inherit' }).status ?? 1;
}

function hashOf(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else hash.update(path).update(readFileSync(path));
  };
  paths.forEach(visit);
  return hash.digest('hex');
}
