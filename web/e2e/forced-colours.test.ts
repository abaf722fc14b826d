import { expect } from 'vitest';
import { listShown } from './results.ts';
import { DESKTOP, expectAccessible, useBrowser } from './visit.ts';

const { detour } = useBrowser();

detour(
  'in the colours of the system what is pressed has their ground and their text',
  '/?scope=all',
  async (page) => {
    await listShown(page);
    const pressed = page.locator('.scope-line [aria-pressed=true]');
    const [wanted, shown] = await pressed.evaluate((button) => {
      const sample = document.createElement('i');
      sample.style.cssText = 'forced-color-adjust: none; background: Highlight; color: HighlightText';
      document.body.append(sample);
      const { backgroundColor, color } = getComputedStyle(sample);
      const text = getComputedStyle(button.querySelector('.count')!);
      const seen = [getComputedStyle(button).backgroundColor, text.color, text.backgroundColor];
      return [[backgroundColor, color, 'rgba(0, 0, 0, 0)'], seen];
    });
    expect(shown).toEqual(wanted);
    await expectAccessible(page);
  },
  { ...DESKTOP, forcedColors: 'active' },
);
