/** A box by its middle, in px. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

type Spot = Pick<Box, 'x' | 'y'>;

// More of either changes nothing for a province.
const PUSHES = 2000;
// Of what two overlap by, each time: all at once would throw some across others, and the south into the north.
const PUSH_SHARE = 0.1;
const ROUNDS = 12;
const SLACK = 1e-6; // px: what rounding may take from a box that only touches

/** Moves boxes as little as may be so that none overlaps another; the same boxes always stand alike. */
export function spreadBoxes(boxes: readonly Box[]): Box[] {
  const spots = boxes.map(({ x, y }) => ({ x, y }));
  for (let push = 0; push < PUSHES && pushApart(boxes, spots); push++);
  const placed = boxes.map((box, at) => ({ ...box, ...spots[at]! }));
  for (let round = 0; round < ROUNDS; round++) {
    // From the first round on every box is clear of all others.
    const moves = placed.map((box, at) => returnHome(box, boxes[at]!, placed));
    const isBetter = swapNeighbours(placed, boxes);
    if (!isBetter && !moves.includes(true)) break;
  }
  return placed;
}

/** The box on the free spot nearest to where it is; those that stand already do not move. */
export function placeBox(box: Box, standing: readonly Box[]): Box {
  const placed = { ...box };
  returnHome(placed, box, standing);
  return placed;
}

/** Parts those that overlap a little along the shorter way; false when none does. */
function pushApart(boxes: readonly Box[], spots: Spot[]): boolean {
  let found = false;
  for (let one = 0; one < boxes.length; one++) {
    for (let other = one + 1; other < boxes.length; other++) {
      const [a, b] = [spots[one]!, spots[other]!];
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const overX = (boxes[one]!.width + boxes[other]!.width) / 2 - Math.abs(dx);
      const overY = (boxes[one]!.height + boxes[other]!.height) / 2 - Math.abs(dy);
      if (overX <= SLACK || overY <= SLACK) continue;
      found = true;
      const axis = overX < overY ? 'x' : 'y';
      const push = Math.min(overX, overY) * PUSH_SHARE * (b[axis] < a[axis] ? -1 : 1);
      a[axis] -= push;
      b[axis] += push;
    }
  }
  return found;
}

/** Lets two change places where that brings them nearer home: then what lies north stands north. */
function swapNeighbours(placed: readonly Box[], homes: readonly Spot[]): boolean {
  let found = false;
  for (const [at, a] of placed.entries()) {
    for (let other = at + 1; other < placed.length; other++) {
      const b = placed[other]!;
      const [homeA, homeB] = [homes[at]!, homes[other]!];
      if (distance(b, homeA) + distance(a, homeB) >= distance(a, homeA) + distance(b, homeB) - SLACK) continue;
      const rest = placed.filter((box) => box !== a && box !== b);
      const [swappedA, swappedB] = [
        { ...a, x: b.x, y: b.y },
        { ...b, x: a.x, y: a.y },
      ];
      if (!isFree(a, swappedA, [...rest, swappedB]) || !isFree(b, swappedB, rest)) continue;
      Object.assign(a, swappedA);
      Object.assign(b, swappedB);
      found = true;
    }
  }
  return found;
}

/** Puts a box on the free spot nearest to its home; true when it moved. */
function returnHome(box: Box, home: Spot, all: readonly Box[]): boolean {
  const others = all.filter((other) => other !== box);
  const least = isFree(box, box, others) ? distance(box, home) : Infinity;
  const { x, y } = nearestFree(box, home, others, least);
  const moved = box.x !== x || box.y !== y;
  Object.assign(box, { x, y });
  return moved;
}

// The nearest free spot lies at home, or where a side that would touch another box meets home or a second one.
function nearestFree(box: Box, home: Spot, others: readonly Box[], within: number): Spot {
  let [best, least]: [Spot, number] = [box, within];
  const xs = [home.x, ...others.flatMap(({ x, width }) => beside(x, (width + box.width) / 2))];
  const ys = [home.y, ...others.flatMap(({ y, height }) => beside(y, (height + box.height) / 2))];
  for (const x of xs) {
    if (Math.abs(x - home.x) >= least) continue;
    for (const y of ys) {
      if (Math.abs(y - home.y) >= least) continue;
      const away = distance({ x, y }, home);
      if (away >= least - SLACK || !isFree(box, { x, y }, others)) continue;
      [best, least] = [{ x, y }, away];
    }
  }
  return best;
}

const beside = (middle: number, away: number): [number, number] => [middle - away, middle + away];
const distance = (a: Spot, b: Spot): number => Math.hypot(a.x - b.x, a.y - b.y);

function isFree({ width, height }: Box, { x, y }: Spot, others: readonly Box[]): boolean {
  return others.every(
    (other) =>
      Math.abs(other.x - x) >= (other.width + width) / 2 - SLACK ||
      Math.abs(other.y - y) >= (other.height + height) / 2 - SLACK,
  );
}
