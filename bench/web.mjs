// The app on a throttled phone against its goals; ends with 1 when one is missed, 2 when one was not measured.
// usage: npm run bench:web [-- --only=app,find,interaction,memory,panning,lighthouse] [-- --scale=0.2]
import { conclude } from './engine/main.mjs';
import { median } from './engine/stats.mjs';
import { startApp } from '../scripts/app-server.mjs';
import { judge } from './web/goals.mjs';
import { interaction } from './web/parts/interaction.mjs';
import { lighthouse } from './web/parts/lighthouse.mjs';
import { load } from './web/parts/load.mjs';
import { memory } from './web/parts/memory.mjs';
import { panning } from './web/parts/panning.mjs';
import { launchChromium, LIST_ALONE } from '../scripts/chromium.mjs';

const RUNS = 5;
const given = (name) => process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const only = given('only')?.split(',');
const scale = Number(given('scale') ?? 1);

const tell = (text) => console.error(text);
const app = await startApp({ scale });
const [browser, listBrowser] = await Promise.all([launchChromium(), launchChromium(LIST_ALONE)]);
const parts = {
  app: () => medians(() => load(listBrowser, `${app.origin}/?scope=all`)),
  find: () => medians(() => load(listBrowser, `${app.origin}/find`)),
  interaction: () => medians(() => interaction(listBrowser, app.origin)),
  memory: () => memory(browser, app.origin),
  panning: () => medians(() => panning(browser, app.origin)),
  'lighthouse app': () => medians(() => lighthouse(`${app.origin}/?scope=all`, LIST_ALONE)),
  'lighthouse map': () => medians(() => lighthouse(`${app.origin}/?scope=all`)),
  'lighthouse find': () => medians(() => lighthouse(`${app.origin}/find`)),
};
const results = {};
try {
  for (const [key, measure] of Object.entries(parts)) {
    if (only && !only.some((name) => key.startsWith(name))) continue;
    try {
      results[key] = await measure();
      tell(`${key}: ${JSON.stringify(results[key])}`);
    } catch (error) {
      tell(`${key} failed: ${error.stack}`);
    }
  }
} finally {
  await Promise.all([browser.close(), listBrowser.close()]);
  await app.stop();
}

const verdicts = judge(results);
console.log(`| what | measured | goal | |\n| --- | --- | --- | --- |`);
for (const { text, shown, wish, met } of verdicts) console.log(`| ${text} | ${shown} | ${wish} | ${sayVerdict(met)} |`);
process.exitCode = conclude(verdicts);

function sayVerdict(met) {
  if (met === undefined) return 'told, no goal';
  return met === null ? 'not measured' : met ? 'met' : 'missed';
}

/** The median of every figure over five runs. */
async function medians(measure) {
  const runs = [];
  for (let run = 0; run < RUNS; run++) runs.push(await measure());
  return Object.fromEntries(Object.keys(runs[0]).map((name) => [name, median(runs.map((one) => one[name]))]));
}
