import { z } from 'zod';

/** Of another system; whether it may be connected to is found out each time. */
export const WebAddress = z
  .string()
  .trim()
  .max(2000, 'takes at most 2000 characters')
  .refine((text) => /^https?:\/\//i.test(text) && URL.canParse(text), 'must begin with https:// or http://');
