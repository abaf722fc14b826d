import type { z } from 'zod';

type WireSchema = Record<string, unknown> & { type: 'integer' | 'array' };

/** Says in OpenAPI what a text of a query or path means: a number, or a list between commas. */
export function onWire<S extends z.ZodType>(schema: S, meaning: WireSchema): S {
  const override = ({ jsonSchema }: { jsonSchema: Record<string, unknown> }) => {
    for (const key of ['type', 'pattern', 'maxLength', 'enum']) delete jsonSchema[key];
    const { example } = jsonSchema;
    if (typeof example === 'string') jsonSchema['example'] = example.split(',').map(Number);
    Object.assign(jsonSchema, meaning);
  };
  return schema.meta({ ...schema.meta(), override });
}
