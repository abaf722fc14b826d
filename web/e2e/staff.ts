import type { Role } from '@zlm/server/contract/access';
import type { Page } from 'playwright-core';
import { inject } from 'vitest';
import { insertSignedIn } from '../../server/src/testing/signed-in.ts';
import { connectToDatabase, type Writer } from './database.ts';

/** Runs with the database of the app. */
export async function withDatabase<T>(run: (database: Writer) => Promise<T>): Promise<T> {
  const database = await connectToDatabase();
  try {
    return await run(database);
  } finally {
    await database.end();
  }
}

/** The page is signed in from its next visit on, as somebody new with a role that the owner of the database gave. */
export async function becomeStaff(page: Page, role: Role | null, institution: number | null = null): Promise<string> {
  const { account, token } = await withDatabase(async (database) => {
    const made = await insertSignedIn(database);
    if (role === null) return made;
    const grant = 'INSERT INTO grants (account_id, role, institution_id) VALUES ($1, $2, $3)';
    await database.query(grant, [made.account, role, institution]);
    return made;
  });
  const { hostname: domain } = new URL(inject('origin'));
  await page
    .context()
    .addCookies([
      { name: '__Host-session', value: token, domain, path: '/', secure: true, httpOnly: true, sameSite: 'Lax' },
    ]);
  await page.evaluate(() => localStorage.setItem('zlm.account', '1'));
  return account;
}

export const visit = (page: Page, path: string) => page.goto(inject('origin') + path);
