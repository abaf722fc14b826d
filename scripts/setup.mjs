// Installs the locked dependencies, unless what is installed already came from this lockfile.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const stamp = 'node_modules/.cache/zlm/installed';
const manifests = [
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'package.json',
  ...['server', 'tiles', 'web', 'seed', 'bench'].map((p) => `${p}/package.json`),
];
const hash = createHash('sha256');
for (const file of manifests) hash.update(readFileSync(file));
const wanted = hash.digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  const { packageManager } = JSON.parse(readFileSync('package.json', 'utf8'));
  const { status, error } = spawnSync(
    'npx',
    ['--yes', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only'],
    {
      stdio: 'inherit',
      shell: process.platform === 'win32',
    },
  );
  if (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    console.error(`npx 无法运行（${code}）：请安装带 npm 的 Node.js 20.19 或更高版本，再重新运行`);
    console.error(`npx cannot be run (${code}): install Node.js 20.19 or later with npm, then run this again`);
  }
  if (status !== 0) process.exit(status ?? 1);
  mkdirSync('node_modules/.cache/zlm', { recursive: true });
  writeFileSync(stamp, wanted);
}
