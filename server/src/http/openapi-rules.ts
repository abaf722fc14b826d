import type { createDocument } from 'zod-openapi';

type OpenApi = ReturnType<typeof createDocument>;

/** Lists of a query stand between commas. Changes the document. */
export function joinLists(document: OpenApi): OpenApi {
  for (const path of Object.values(document.paths ?? {})) {
    for (const parameter of Object.values(path).flatMap((operation) => parametersOf(operation))) {
      if (parameter.in !== 'query' || parameter.schema?.type !== 'array') continue;
      parameter.style = 'form';
      parameter.explode = false;
    }
  }
  return document;
}

interface Parameter {
  in: string;
  style?: string;
  explode?: boolean;
  schema?: { type?: string };
}

function parametersOf(operation: unknown): Parameter[] {
  return (operation as { parameters?: Parameter[] }).parameters ?? [];
}
