import { z } from 'zod';
import { viewShape } from '../../contract/filters.ts';

/** Of documents that take nothing but their form. */
export const FormOnly = z.strictObject({ f: z.enum(['json', 'html']).optional(), lang: viewShape.lang });
