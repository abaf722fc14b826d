import { Dice } from '../dice.ts';
import type { Ground, Town } from './towns.ts';
import { offset } from './flat.ts';

export interface Spot {
  lng: number;
  lat: number;
}

const ATTEMPTS = 24;

/** A spot in the built-up centre of a town. */
export function findCentreSpot(dice: Dice, town: Town, ground: Ground): Spot {
  const spread = town.urban ? Math.min(1, town.reach) : 0.7;
  return scatter(dice, town, town, spread, ground);
}

/** A spot in the `village`th village of a town. */
export function findVillageSpot(dice: Dice, seed: string, town: Town, village: number, ground: Ground): Spot {
  const place = new Dice(seed, 'village', `${town.code}-${village}`);
  let centre: Spot = town;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const shrink = 1 - attempt / ATTEMPTS;
    const candidate = offset(town, town.reach * shrink * Math.sqrt(place.next()), place.next());
    if (!ground.isIn(town.county, candidate.lng, candidate.lat)) continue;
    centre = candidate;
    break;
  }
  return scatter(dice, town, centre, 0.2, ground);
}

/** Normally distributed around `centre`, closer with every point that is rejected. */
function scatter(dice: Dice, town: Town, centre: Spot, km: number, ground: Ground): Spot {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const spread = (km * (ATTEMPTS - attempt)) / ATTEMPTS;
    const candidate = offset(centre, Math.min(3, Math.abs(dice.gauss())) * spread, dice.next());
    if (ground.isIn(town.county, candidate.lng, candidate.lat)) return candidate;
  }
  return { lng: centre.lng, lat: centre.lat };
}
