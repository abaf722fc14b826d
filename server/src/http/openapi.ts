import { z } from 'zod';
import { createDocument, type ZodOpenApiPathsObject, type ZodOpenApiResponsesObject } from 'zod-openapi';
import type { Endpoint } from '../contract/endpoint.ts';
import { Problem } from '../contract/errors.ts';
import { titles } from './messages.ts';
import { joinLists } from './openapi-rules.ts';
import { tagOf, tagsOf } from './openapi-tags.ts';

/** OpenAPI 3.1 of the endpoints; tiles, which express never sees, are in its description. */
export function createOpenApi(endpoints: readonly Endpoint[], origin: string): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const endpoint of endpoints) {
    const method = endpoint.method.toLowerCase() as 'get';
    (paths[endpoint.path] ??= {})[method] = {
      operationId: endpoint.id,
      summary: endpoint.summary,
      tags: [tagOf(endpoint)],
      requestParams: {
        ...(endpoint.params && { path: endpoint.params as z.ZodObject }),
        ...(endpoint.query && { query: endpoint.query as z.ZodObject }),
        ...headersOf(endpoint),
      },
      ...(endpoint.access !== 'public' && { security: [{ session: [] }] }),
      ...(endpoint.body && { requestBody: { content: describeBody(endpoint, endpoint.body) } }),
      responses: {
        200: {
          description: endpoint.summary,
          content: { [endpoint.responseType ?? 'application/json']: { schema: endpoint.response } },
        },
        ...describeProblems(endpoint),
      },
    };
  }
  const document = createDocument({
    openapi: '3.1.1',
    info: {
      title: '浙学地图 Zhejiang Learning Map',
      version: '0.1.0',
      description:
        'Everything that can be learned in Zhejiang. All coordinates are WGS 84, all times carry the offset of Asia/Shanghai, money is decimal text in yuan. Vector tiles: /tiles/learning/{z}/{x}/{y}.mvt with the same filters as /api/search; their layers are described by /tiles/learning.json.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: origin }],
    // What is public asks nobody who they are.
    security: [],
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-session',
          description: 'Set by signing in; browsers alone have it, and send it from this origin only',
        },
      },
    },
    tags: tagsOf(endpoints),
    paths,
  });
  return joinLists(document);
}

const describeBody = ({ receives }: Endpoint, schema: z.ZodType) =>
  Object.fromEntries((receives?.types ?? ['application/json']).map((type) => [type, { schema }]));

const STREAM = 'text/event-stream';

function headersOf({ headers, idempotent }: Endpoint): { header?: z.ZodObject } {
  const header = idempotent ? IdempotencyKey : (headers as z.ZodObject | undefined);
  return header ? { header } : {};
}
const IdempotencyKey = z.object({
  'Idempotency-Key': z
    .guid()
    .meta({ description: 'Chosen by the sender; the same again is done once and answered the same' }),
});

/** What an operation may answer beside 200. */
function statusesOf(endpoint: Endpoint) {
  const { method, params, body, responseType, isStreamed, path, access, idempotent, refusals = [] } = endpoint;
  const isPublic = access === 'public';
  return new Set([
    ...(method !== 'GET' || responseType === STREAM || isStreamed ? [] : [304]),
    400,
    ...(isPublic ? [] : [401]),
    ...(isPublic && method === 'GET' ? [] : [403]),
    ...(idempotent ? [409] : []),
    // A thing may not be there.
    ...(params && path.includes('}') ? [404] : []),
    ...refusals,
    405,
    408,
    ...(body ? [413] : []),
    414,
    ...(body ? [415] : []),
    ...[417, 429, 431, 500, 503],
    // Only what writes meets a full disk.
    ...(method === 'GET' ? [] : [507]),
  ]);
}

function describeProblems(endpoint: Endpoint): ZodOpenApiResponsesObject {
  const responses: ZodOpenApiResponsesObject = {};
  for (const status of statusesOf(endpoint)) {
    responses[String(status) as '400'] =
      status === 304
        ? { description: 'What the ETag of If-None-Match names is still right' }
        : { description: titles[status]!.en, content: { 'application/problem+json': { schema: Problem } } };
  }
  return responses;
}
