import { z } from 'zod';
import { configSchema } from './schema.ts';

/** The JSON Schema that editors use for completion and checks, published as `ackwatch.schema.json`. */
export function configJsonSchema() {
  const schema = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-2020-12', unrepresentable: 'any' });
  return { ...schema, title: 'Ackwatch configuration' };
}
