/** Under it a guardian has to consent to what is kept of somebody (PIPL 31). */
const CHILD_UNDER = 14;
/** From it on nobody decides for somebody (Civil Code 17). */
const ADULT_FROM = 18;

/** Until which day somebody is a minor who was born on a day like 2011-02-28; null for who is grown up on `today`. */
export function minorUntil(bornOn: string, today: string): string | null {
  const day = birthday(bornOn, ADULT_FROM);
  return today < day ? day : null;
}

/** Whether somebody who is a minor until that day is a child on `today`. */
export function isChild(until: string | null, today: string): boolean {
  return until !== null && today < birthday(until, CHILD_UNDER - ADULT_FROM);
}

/** Born on the 29th of February, somebody is a year older on the 1st of March in years without one. */
function birthday(day: string, years: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year + years, month - 1, date)).toISOString().slice(0, 10);
}
