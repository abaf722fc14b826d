import type { LngLat } from '../../formats/crs.ts';
import type { Division } from '../../catalogue/reference.ts';
import { nearest, type Gazetteer } from './gazetteer.ts';
import type { InBoundary } from './queries.ts';
import type { DivisionProposal } from './schema.ts';

export interface ProposalParts {
  gazetteer: Gazetteer;
  /** Those whose loaded boundary covers the point. */
  inside: readonly InBoundary[];
  /** The stated county, and whether its boundary is loaded. */
  stated: { county: string; isLoaded: boolean } | null;
}
type Proposal = Omit<DivisionProposal, 'isInServiceArea' | 'area'>;

/** So many times as far away the next seat must be. */
const SURE = 2;
const MOST_ALTERNATIVES = 3;
// No county of the province reaches so far.
const FARTHEST_M = 120_000;

/** County and township of a point, and whether what somebody stated is to be asked about. */
export function toProposal(lngLat: LngLat, { gazetteer, inside, stated }: ProposalParts): Proposal {
  const seats = nearest(gazetteer.counties, lngLat);
  const drawn = inside.find(({ level }) => level === 'county');
  const near = seats[0] && seats[0].metres <= FARTHEST_M ? seats[0] : null;
  const county = drawn ? (gazetteer.byCode.get(drawn.code) ?? null) : (near?.division ?? null);
  const isSeatSure = near !== null && (seats[1] === undefined || seats[1].metres >= SURE * near.metres);
  const others = seats.filter(({ division, metres }) => division.code !== county?.code && metres <= FARTHEST_M);
  return {
    county: county && toNamed(county),
    ...townshipAt(lngLat, county, { gazetteer, inside }),
    by: county === null ? null : drawn ? 'boundary' : 'nearest_seat',
    sure: drawn !== undefined || isSeatSure,
    alternatives: others
      .slice(0, MOST_ALTERNATIVES)
      .map(({ division, metres }) => ({ ...toNamed(division), metres: Math.round(metres) })),
    ask: askAbout(stated, county, drawn !== undefined),
  };
}

function townshipAt(
  lngLat: LngLat,
  county: Division | null,
  { gazetteer, inside }: Pick<ProposalParts, 'gazetteer' | 'inside'>,
): Pick<Proposal, 'township' | 'townshipBy'> {
  const drawn = inside.find(({ level }) => level === 'township');
  const township = drawn && gazetteer.byCode.get(drawn.code);
  if (township) return { township: toNamed(township), townshipBy: 'boundary' };
  const own = gazetteer.townships.filter(({ division }) => division.parent === county?.code);
  const [near] = nearest(own, lngLat);
  return { township: near ? toNamed(near.division) : null, townshipBy: near ? 'nearest_seat' : null };
}

/** A seat may lie far from the edge of its county: what is drawn says more than what is near. */
function askAbout(stated: ProposalParts['stated'], county: Division | null, isDrawn: boolean): Proposal['ask'] {
  if (!stated || stated.county === county?.code) return null;
  const other = county && toNamed(county);
  if (isDrawn || stated.isLoaded) return { reason: 'outside_boundary', other };
  return other ? { reason: 'nearer_seat', other } : null;
}

export const toNamed = ({ code, name, nameEn }: Division) => ({ code, name, nameEn });
