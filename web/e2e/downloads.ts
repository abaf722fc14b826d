import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** What `act` makes the page hand over as a file. */
export async function download(page: Page, act: () => Promise<unknown>): Promise<Buffer> {
  const [started] = await Promise.all([page.waitForEvent('download'), act()]);
  const file = join(tmpdir(), `zlm-download-${randomUUID()}`);
  await started.saveAs(file);
  const bytes = await readFile(file);
  await rm(file);
  return bytes;
}
