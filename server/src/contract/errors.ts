import { z } from 'zod';

/** Why something was refused, where what helps is not the same each time. */
export const REASONS = [
  'step_up',
  'cross_origin',
  'second_person',
  'apart',
  'key_used',
  'difference',
  'last_way_in',
  'consent_needed',
  'consent_missing',
  'consent_is_account',
  'acting_for',
  'guardian_needed',
  'last_administrator',
  'not_a_minor',
  'contact_taken',
  'person_known',
  'already_verified',
  'different_persons',
  'no_authenticator',
  'authenticator_is_on',
  'passkeys_need_https',
  'recovery_not_ready',
  'code_needed',
  'too_many',
  'suspended',
  'expired',
  'later_acts',
  'not_yours_to_give',
  'outside_branch',
  'changed_meanwhile',
  'job_lives',
  'sign_on',
  'identity_taken',
  'somebody_at_it',
  'saved_elsewhere',
  'not_open',
  'not_complete',
  'own_work',
  'decided_already',
  'not_now',
  'outside_scope',
  'import_busy',
  'not_enrolled_here',
  'does_not_take_place',
  'over_already',
  'deadline_passed',
  'offer_over',
] as const;
export type Reason = (typeof REASONS)[number];

/** RFC 9457 problem details; `errors` points at the fields. */
export const Problem = z
  .object({
    type: z.string().meta({ description: 'URI of the kind of problem, stable', example: '/problems/invalid' }),
    title: z.string().meta({ description: 'A sentence for a person, in the language asked for' }),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    requestId: z.string(),
    reason: z
      .enum(REASONS)
      .optional()
      .meta({ description: 'Which of the reasons, where a status has several that are answered differently' }),
    errors: z
      .array(z.object({ in: z.enum(['path', 'query', 'header', 'body']), field: z.string(), message: z.string() }))
      .optional(),
    moreErrors: z.int().optional().meta({ description: 'How many errors there are beyond those listed' }),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
export type FieldError = NonNullable<Problem['errors']>[number];
