import { audienceFact, earnedFacts, priceFact, type Fact, type FactWords } from '../../contract/facts.ts';
import type { Activity } from './schema.ts';

export function listFacts(activity: Activity, say: FactWords, now: number): Fact[] {
  const { status, mode, price, audiences, topics, lecturer } = activity;
  // Nobody enrols in what will not happen.
  const isOver = status === 'cancelled' || status === 'ended';
  const seats = activity.nextSession?.seats ?? activity.seats;
  return [
    priceFact(price, say),
    { name: say.fact('seats'), text: isOver ? null : say.seats(seats) },
    { name: say.fact('deadline'), text: isOver ? null : wordDeadline(activity.enrol?.deadline, say, now) },
    audienceFact(audiences, say),
    { name: say.fact('mode'), text: status === 'moved_online' ? say.status(status) : say.mode(mode) },
    { name: say.fact('topics'), topics },
    { name: say.fact('lecturer'), text: lecturer },
    ...earnedFacts(activity, say),
  ];
}

function wordDeadline(at: string | null | undefined, say: FactWords, now: number): string | null {
  if (!at) return null;
  const time = say.dayAndTime(at);
  return Date.parse(at) <= now ? say.fact('deadlinePast', { time }) : time;
}
