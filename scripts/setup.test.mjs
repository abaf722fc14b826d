import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const setup = fileURLToPath(new URL('setup.mjs', import.meta.url));

test('setup without npx says so in both languages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zlm-setup-'));
  try {
    for (const name of ['server', 'tiles', 'web', 'seed', 'bench']) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'package.json'), '{}');
    }
    for (const name of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) writeFileSync(join(folder, name), '');
    writeFileSync(join(folder, 'package.json'), '{"packageManager":"pnpm@0.0.0"}');
    const { status, stderr } = spawnSync(process.execPath, [setup], {
      cwd: folder,
      env: { PATH: folder },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/npx 无法运行.*\n.*npx cannot be run \(ENOENT\)/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
