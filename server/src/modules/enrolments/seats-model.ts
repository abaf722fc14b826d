import type { EnrolmentState } from '../../contract/enrolment-states.ts';

export interface Place {
  person: number;
  state: EnrolmentState;
  position: number;
  /** Of an offer: its time is over, whether that was noticed or not. */
  isOver: boolean;
}
export type Wanted = 'cancelled' | 'seated' | 'declined';

const isLive = ({ state }: Place) => ['seated', 'waiting', 'offered'].includes(state);
const takesSeat = ({ state }: Place) => state === 'seated' || state === 'offered';

/** One pool of seats as it is meant to be, for the tests alone. */
export class SeatsModel {
  places: Place[] = [];
  next = 1;
  capacity: number | null;
  isOn = true;
  /** What the public thing says. */
  seatsLeft: number | null = null;
  constructor(capacity: number | null) {
    this.capacity = capacity;
  }

  get taken(): number {
    return this.places.filter(takesSeat).length;
  }
  get #isMade(): boolean {
    return this.next > 1;
  }

  hold(capacity: number | null): void {
    this.capacity = capacity;
    if (capacity !== null && this.seatsLeft !== null) this.seatsLeft = Math.min(this.seatsLeft, capacity);
  }

  /** Offers that are over end, and what is free is offered in order. */
  settle(): void {
    if (!this.#isMade) return;
    for (const place of this.places)
      if (place.state === 'offered' && place.isOver) Object.assign(place, { state: 'expired', isOver: false });
    const free = this.capacity === null ? Infinity : Math.max(this.capacity - this.taken, 0);
    const waiting = this.places.filter(({ state }) => state === 'waiting');
    if (this.isOn)
      for (const place of waiting.slice(0, free)) Object.assign(place, { state: 'offered', isOver: false });
    this.#tell();
  }

  /** Null where it does not take place. */
  enrol(person: number): Place | null {
    this.settle();
    const live = this.places.find((place) => place.person === person && isLive(place));
    if (live) return live;
    if (!this.isOn) return null;
    const isFree = this.capacity === null || this.taken < this.capacity;
    const place: Place = { person, state: isFree ? 'seated' : 'waiting', position: this.next++, isOver: false };
    this.places.push(place);
    this.#tell();
    return place;
  }

  /** Of the last place they had. Null where the offer is over, which leaves all as it was. */
  change(person: number, wanted: Wanted): Place | null {
    const before = structuredClone(this.places);
    const told = this.seatsLeft;
    this.settle();
    const place = this.lastOf(person)!;
    if (place.state === wanted) return place;
    if (wanted === 'cancelled' && ['declined', 'expired'].includes(place.state)) return place;
    if (wanted !== 'cancelled' && place.state !== 'offered') {
      this.places = before;
      this.seatsLeft = told;
      return null;
    }
    Object.assign(place, { state: wanted, isOver: false });
    this.settle();
    return place;
  }

  lastOf(person: number): Place | undefined {
    return this.places.findLast((place) => place.person === person);
  }
  aheadOf({ state, position }: Place): number | null {
    if (state !== 'waiting') return null;
    return this.places.filter((other) => other.state === 'waiting' && other.position < position).length;
  }
  letTimePass(): void {
    for (const place of this.places) if (place.state === 'offered') place.isOver = true;
  }
  erase(person: number): void {
    this.places = this.places.filter((place) => place.person !== person);
  }

  /** Takes over what several did at once; says what of it can never be. */
  adopt(places: readonly Place[], next: number, seatsLeft: number | null): string[] {
    const faults: string[] = [];
    const most = Math.max(this.capacity ?? Infinity, this.taken);
    const was = JSON.stringify(this.places.map(({ person, position }) => [person, position]));
    const kept = places.filter(({ position }) => position < this.next);
    if (JSON.stringify(kept.map(({ person, position }) => [person, position])) !== was)
      faults.push('an earlier place moved');
    const added = places.slice(kept.length).map(({ position }) => position);
    if (added.some((position, n) => position !== this.next + n) || next !== this.next + added.length)
      faults.push(`places ${added.join(', ')} after ${this.next}`);
    this.places = [...places];
    this.next = next;
    this.seatsLeft = seatsLeft;
    if (this.taken > most) faults.push(`${this.taken} seats of ${most}`);
    return [...faults, ...this.faults()];
  }

  /** What is wrong whatever happened before. */
  faults(): string[] {
    const live = this.places.filter(isLive).map(({ person }) => person);
    const lastTaken = Math.max(0, ...this.places.filter(takesSeat).map(({ position }) => position));
    const firstWaiting = Math.min(
      Infinity,
      ...this.places.filter(({ state }) => state === 'waiting').map(({ position }) => position),
    );
    return [
      ...(new Set(live).size < live.length ? ['somebody has two places'] : []),
      ...(lastTaken > firstWaiting ? [`${lastTaken} has a seat before ${firstWaiting}`] : []),
    ];
  }

  #tell(): void {
    this.seatsLeft = this.capacity === null ? null : Math.max(this.capacity - this.taken, 0);
  }
}
