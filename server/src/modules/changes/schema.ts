import { z } from 'zod';
import { StateId } from '../../contract/common.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { viewShape } from '../../contract/filters.ts';

const count = z.int().meta({ description: 'Things at places now' });

export const ChangeEvent = z
  .discriminatedUnion('event', [
    z.object({
      event: z.literal('hello').meta({ description: 'First; its id is the state from which the stream goes on' }),
      id: StateId,
      data: z.object({ count }),
    }),
    z.object({
      event: z.literal('change'),
      id: StateId,
      data: z.object({
        tiles: z.array(z.string().regex(/^\d+\/\d+\/\d+$/)).meta({
          description: 'Tiles z/x/y of zoom 5 to 16 that may differ since the id before; with a q others may too',
        }),
        count,
      }),
    }),
    z.object({
      event: z.literal('reset').meta({ description: 'Anything may differ since the id before' }),
      id: StateId,
      data: z.object({ count }),
    }),
  ])
  .meta({ id: 'ChangeEvent', description: 'One event; data is its JSON' });
export type ChangeEvent = z.infer<typeof ChangeEvent>;

export const followChanges = endpoint({
  id: 'followChanges',
  method: 'GET',
  path: '/api/changes',
  summary: 'Server-sent events: which tiles may have changed, from a known state or from now on',
  access: 'public',
  query: z.strictObject({
    since: StateId.optional().meta({ description: 'The state the client has' }),
    lang: viewShape.lang,
  }),
  headers: z.object({
    'Last-Event-ID': StateId.optional().meta({ description: 'The state the client has; goes before since' }),
  }),
  response: ChangeEvent,
  responseType: 'text/event-stream',
});
