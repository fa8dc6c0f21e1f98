import { type Endpoint, endpoints } from '@flotilla/contracts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { fromSchema, type JsonSchema } from '../testing/arbitrary-from-schema.ts';
import { type StartedApi, startApi } from '../testing/start-api.ts';

/** Tries a row. More find more: PROPERTY_RUNS=2000. */
const numRuns = Number(process.env.PROPERTY_RUNS ?? 40);

const rows = Object.entries(endpoints).flatMap(([group, list]) =>
	Object.entries<Endpoint>(list).map(([name, row]) => ({ row, name: `${group}.${name}` })),
);
const withBody = rows.filter(({ row }) => row.body !== undefined);
const withQuery = rows.filter(({ row }) => row.query !== undefined);

let started: StartedApi;
let token: string;
beforeAll(async () => {
	started = await startApi();
	({ token } = await started.signIn());
});
afterAll(() => started.stop());

const schemaOf = (schema: z.core.$ZodType): JsonSchema =>
	z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;

/** `String` fails for an object with a `toString` of its own. */
const toText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

const ask = async ({ method, path }: Endpoint, query: string, json?: unknown) => {
	const address = `/api${path.replace(/:\w+/g, () => crypto.randomUUID())}${query}`;
	const response = await started.request(address, { method, token, ...(json === undefined ? {} : { json }) });
	await response.body?.cancel();
	return response.status;
};

it.each(withBody)('$name takes the bodies its schema takes, and refuses the others with 422', async ({ row }) => {
	const { body } = row;
	if (body === undefined) throw new Error('Rows without a body were left out.');
	await fc.assert(
		fc.asyncProperty(fromSchema(schemaOf(body)), async (value) => {
			// What arrives is what JSON can carry.
			const json: unknown = JSON.parse(JSON.stringify(value));
			const isTaken = body.safeParse(json).success;
			const status = await ask(row, '', json);
			expect(status).toBeLessThan(500);
			// A key that would reach the prototype is refused before anybody looks at the schema.
			const isPoisoned = /"(__proto__|constructor)":/.test(JSON.stringify(json));
			if (!isTaken) expect(isPoisoned ? [400, 422] : [422]).toContain(status);
		}),
		{ numRuns },
	);
});

it.each(withQuery)('$name takes the queries its schema takes, and refuses the others with 422', async ({ row }) => {
	const { query } = row;
	if (query === undefined) throw new Error('Rows without a query were left out.');
	const { properties = {} } = schemaOf(query);
	const fields = Object.fromEntries(
		Object.entries(properties).map(([name, property]) => [name, fromSchema(property).map(toText)]),
	);
	await fc.assert(
		fc.asyncProperty(fc.record(fields, { requiredKeys: [] }), async (values) => {
			const search = new URLSearchParams(values as Record<string, string>);
			const isTaken = query.safeParse(Object.fromEntries(search)).success;
			const status = await ask(row, `?${search}`);
			expect(status).toBeLessThan(500);
			if (!isTaken) expect(status).toBe(422);
		}),
		{ numRuns },
	);
});
