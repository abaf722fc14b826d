import { describe } from '../engine/stats.mjs';

// Zhejiang at four zooms; a filter that nobody asked for before is drawn anew, not taken from what is kept.
const TILES = ['6/53/26', '8/213/105', '8/214/106', '10/853/421', '10/855/424', '12/3415/1690', '12/3419/1695'];

/** Asks for tiles again and again until stopped; p95 of each answer in ms since `mark` was last called. */
export function watchTiles(/** @type {string} */ origin, { pauseMs = 25 } = {}) {
  /** @type {number[]} */
  let taken = [];
  let isOn = true;
  const done = (async () => {
    for (let n = 0; isOn; n++) {
      const began = performance.now();
      const answer = await fetch(
        `${origin}/tiles/learning/${TILES[n % TILES.length]}.mvt?near=120.2,29.3,${400_000 - (n % 100_000)}`,
      );
      if (![200, 204].includes(answer.status)) throw new Error(`a tile answered ${answer.status}`);
      await answer.arrayBuffer();
      taken.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  })();
  done.catch(() => undefined);
  return {
    mark: () => void (taken = []),
    read: () => ({ ...describe(taken), n: taken.length }),
    stop: () => ((isOn = false), done),
  };
}
