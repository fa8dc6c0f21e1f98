import * as z from 'zod/mini';
import { type EventName, eventMap } from './event-map.ts';

/**
 * For builds only, so it is not in the index: pages need no JSON Schema.
 * JSON Schemas of events as the contract of this build has them, by name: what a registry compares builds by.
 */
export const eventSchemas = (names: Iterable<EventName>): Record<string, Record<string, unknown>> =>
	Object.fromEntries(
		[...new Set(names)].sort().map((name) => {
			// What cannot be said in JSON Schema is held by nobody.
			const { $schema: _, ...schema } = z.toJSONSchema(eventMap[name], { unrepresentable: 'any' });
			return [name, schema];
		}),
	);
