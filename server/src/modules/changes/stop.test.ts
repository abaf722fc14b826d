import { expect, test } from 'vitest';
import { createTestLocation } from '../../testing/database.ts';
import { openEvents } from '../../testing/events.ts';
import { runProgram } from '../../testing/program.ts';

test('streams end in good order when the server stops, and hold it up no longer', async () => {
  const location = await createTestLocation('tables');
  const program = await runProgram({
    DATA_DIR: location.dataDir,
    DEMO: '0',
    ...(location.url && { DATABASE_URL: location.url }),
  });
  try {
    await program.ready();
    const client = await openEvents(program.url, '/api/changes');
    await expect.poll(() => client.events.length).toBe(1);
    program.child.kill('SIGTERM');
    expect(await client.ended).toBe(true);
    expect(await program.exited).toBe(0);
  } finally {
    program.child.kill('SIGKILL');
    await program.exited;
    await location.remove();
  }
});
