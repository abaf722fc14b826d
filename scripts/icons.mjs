// Draws web/public/icons from web/public/icon.svg: `node scripts/icons.mjs` after the drawing changed.
import { mkdirSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const svg = readFileSync('web/public/icon.svg', 'utf8');
const folder = 'web/public/icons';
const ICONS = [
  { file: '192.png', px: 192, look: '' },
  { file: '512.png', px: 512, look: '' },
  // Launchers cut a circle of 80 %: colour to the edge, the sign in the middle.
  { file: 'maskable.png', px: 512, look: 'body { background: #0f6a6a } svg { transform: scale(.9) }' },
  { file: 'apple.png', px: 180, look: 'body { background: #0f6a6a }' },
];

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
for (const { file, px, look } of ICONS) {
  const page = await browser.newPage({ viewport: { width: px, height: px } });
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100% } ${look}</style>${svg}`);
  await page.screenshot({ path: `${folder}/${file}`, omitBackground: true });
  await page.close();
}
await browser.close();
