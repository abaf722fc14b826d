/** What people are told of by themselves. */
export const MESSAGE_KINDS = [
  'seat_offered',
  'offer_expired',
  'session_cancelled',
  'session_on',
  'session_moved',
  'session_place',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];
