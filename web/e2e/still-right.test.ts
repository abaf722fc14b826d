import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { newPhone } from './account.ts';
import { insertInstitution } from './database.ts';
import { becomeStaff, visit, withDatabase } from './staff.ts';
import { expectAccessible, PHONE, useBrowser } from './visit.ts';

const { detour } = useBrowser();

/** Two resources of one institution in a county, confirmed long ago. */
const makeStale = (title: string) =>
  withDatabase(async (database) => {
    const institution = await insertInstitution(database, `确认学校 ${newPhone()}`);
    await database.query("UPDATE institutions SET division = '330106' WHERE id = $1", [institution]);
    const made = (name: string) =>
      database.query<{ id: number }>(
        `INSERT INTO resources (state, source_system, source_id, title, institution_id, topics, medium, url, confirmed_on, confirmed_by)
         VALUES ('published', 'test', $1, $1, $2, '{calligraphy}', 'video', 'https://example.org/1', app_today() - 400, 'organiser')
         RETURNING id`,
        [name, institution],
      );
    const ids = [await made(`${title}一`), await made(`${title}二`)].map(({ rows }) => rows[0]!.id);
    return { institution, ids };
  });

detour(
  'a phone confirms by the link of a message, a moderator at the desk with undo',
  '/',
  async (page) => {
    const title = `久远的书法 ${newPhone()} `;
    const { institution, ids } = await makeStale(title);
    const author = await becomeStaff(page, 'educator', institution);
    const link = randomBytes(32);
    await withDatabase((database) =>
      database.query(
        `INSERT INTO freshness_questions (thing_id, confirmed_on, account_id, revision, link_hash, expires_at)
         SELECT id, confirmed_on, $2, revision, $3, now() + interval '1 day' FROM resources WHERE id = $1`,
        [ids[0], author, createHash('sha256').update(link).digest()],
      ),
    );
    await visit(page, `/still-right/${link.toString('base64url')}`);
    await page.getByText(`「${title}一」`).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: '仍然正确' }).click();
    await page.getByText('谢谢！').waitFor();
    await expectAccessible(page);

    await becomeStaff(page, 'moderator', institution);
    await visit(page, '/desk/freshness');
    const board = page.locator('.tab-page');
    await board.getByRole('table', { name: '各区县的确认情况' }).waitFor();
    await expectAccessible(page);
    await board.getByRole('link', { name: '西湖区' }).click();
    // What the link confirmed is no longer among them.
    await board.getByRole('link', { name: `${title}二` }).waitFor();
    expect(await board.getByRole('link', { name: `${title}一` }).count()).toBe(0);
    await expectAccessible(page);
    const confirmedOn = async () => {
      const read = 'SELECT (confirmed_on = app_today()) AS fresh FROM resources WHERE id = $1';
      return (await withDatabase((database) => database.query<{ fresh: boolean }>(read, [ids[1]]))).rows[0]!.fresh;
    };
    await board.getByRole('button', { name: `确认「${title}二」仍然正确` }).click();
    await board.getByText('已确认', { exact: true }).waitFor();
    expect(await confirmedOn()).toBe(true);
    await board.getByRole('button', { name: `撤销对「${title}二」的确认` }).click();
    await board.getByText('已撤销', { exact: true }).waitFor();
    expect(await confirmedOn()).toBe(false);

    await board.getByRole('button', { name: '在地图上看' }).click();
    await page.getByRole('heading', { name: '久未确认' }).waitFor();
    await page.getByRole('link', { name: `${title}二` }).waitFor();
    await expectAccessible(page);
  },
  PHONE,
);
