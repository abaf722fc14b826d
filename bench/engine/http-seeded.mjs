// The demo data as a live catalogue.
import { openDemo } from './demo.mjs';

export async function openLive() {
  const { database, live } = await openDemo(new Date());
  await database.close();
  return { live };
}
