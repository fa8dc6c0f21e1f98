import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { findSchemaMismatches } from './find-schema-mismatches.ts';

const json = (schema: z.ZodType) => z.toJSONSchema(schema) as Record<string, unknown>;
const user = z.object({ id: z.string(), age: z.int(), role: z.enum(['admin', 'viewer']), note: z.string().optional() });

it.each<[string, z.ZodType, z.ZodType, string | null]>([
	['the same', user, user, null],
	['a new field', user.extend({ city: z.string() }), user, null],
	['a field that is always there now', user.required(), user, null],
	['an optional field that is gone', user.omit({ note: true }), user, null],
	['a field that is gone', user.omit({ age: true }), user, 'age is gone'],
	['a field that may be missing', user.partial({ age: true }), user, 'age may be missing'],
	['a field of another type', user.extend({ age: z.string() }), user, 'age is string, not integer'],
	['whole numbers where any are expected', user, user.extend({ age: z.number() }), null],
	['any numbers where whole ones are expected', user.extend({ age: z.number() }), user, 'age is number, not integer'],
	['fewer values', user.extend({ role: z.literal('admin') }), user, null],
	['a new value', user.extend({ role: z.enum(['admin', 'viewer', 'guest']) }), user, 'role may be "guest"'],
	['a field that may be null', user.extend({ id: z.string().nullable() }), user, 'id is null, not string'],
	['a field that is null no longer', user, user.extend({ id: z.string().nullable() }), null],
	[
		'a field deep inside',
		z.object({ list: z.array(user.omit({ id: true })) }),
		z.object({ list: z.array(user) }),
		'list[].id is gone',
	],
	['values of a record', z.record(z.string(), z.int()), z.record(z.string(), z.string()), '[] is integer, not string'],
])('%s', (_name, given, expected, mismatch) => {
	const found = findSchemaMismatches(json(given), json(expected));
	expect(found.map(({ path, reason }) => `${path} ${reason}`)).toEqual(mismatch === null ? [] : [mismatch]);
});

it('comes to an end with a schema that contains itself', () => {
	const tree = z.object({
		name: z.string(),
		get children() {
			return z.array(tree);
		},
	});
	const numbered = z.object({
		name: z.int(),
		get children() {
			return z.array(numbered);
		},
	});
	expect(findSchemaMismatches(json(tree), json(tree))).toEqual([]);
	expect(findSchemaMismatches(json(numbered), json(tree))).toEqual([
		{ path: 'name', kind: 'type', reason: 'is integer, not string' },
	]);
});

it('tells of every field, also of those of the alternative that is nearest', () => {
	const page = z.object({ users: z.array(user), pagination: z.object({ total: z.int() }) });
	const slice = z.object({ users: z.array(user), cursors: z.object({ next: z.string().nullable() }) });
	const less = user.omit({ age: true, role: true });
	const given = z.union([page.extend({ users: z.array(less) }), slice.extend({ users: z.array(less) })]);
	expect(findSchemaMismatches(json(given), json(z.union([page, slice])))).toMatchObject([
		{ path: 'users[].age', kind: 'gone' },
		{ path: 'users[].role', kind: 'gone' },
	]);
});

it('follows references into the documents that the schemas are parts of', () => {
	const root = (type: string) => ({
		components: { schemas: { 'a/b': { type: 'object', properties: { id: { type } } } } },
	});
	const reference = { $ref: '#/components/schemas/a~1b' };
	const compare = (given: string, expected: string) =>
		findSchemaMismatches(reference, reference, { givenRoot: root(given), expectedRoot: root(expected) });
	expect(compare('string', 'string')).toEqual([]);
	expect(compare('integer', 'string')).toMatchObject([{ path: 'id', reason: 'is integer, not string' }]);
	expect(findSchemaMismatches({ $ref: '#/nowhere' }, reference, { expectedRoot: root('string') })).toEqual([]);
});

describe('where the taker is strict, as a server is with a request', () => {
	const strictly = (given: z.ZodType, expected: z.ZodType) =>
		findSchemaMismatches(json(given), json(expected), { strict: true }).map(({ path, kind }) => `${path} ${kind}`);

	it('a field that is not known any longer counts, unless any is taken', () => {
		expect(strictly(user, user.omit({ note: true }))).toEqual(['note unknown']);
		expect(strictly(user, user.omit({ note: true }).loose())).toEqual([]);
		expect(strictly(z.object({ a: z.string() }), z.record(z.string(), z.string()))).toEqual([]);
	});

	it('a limit that is narrower counts, one that is wider does not', () => {
		const name = (maximum: number) => z.object({ name: z.string().min(1).max(maximum) });
		expect(strictly(name(200), name(100))).toEqual(['name limit']);
		expect(strictly(name(100), name(200))).toEqual([]);
		expect(strictly(z.array(z.string()).max(1000), z.array(z.string()).max(500))).toEqual([' limit']);
	});
});

it('comes to an end with schemas that are made to have none', () => {
	const doubling = Object.fromEntries(
		Array.from({ length: 60 }, (_, index) => {
			const next = { $ref: `#/$defs/s${index + 1}` };
			return [`s${index}`, { type: 'object', properties: { a: next, b: next } }];
		}),
	);
	const schema = (type: string) => ({ $ref: '#/$defs/s0', $defs: { ...doubling, s60: { type } } });
	expect(findSchemaMismatches(schema('string'), schema('string'))).toEqual([]);
	expect(findSchemaMismatches(schema('string'), schema('integer')).length).toBeGreaterThan(0);
	let deep: Record<string, unknown> = { type: 'string' };
	for (let level = 0; level < 20_000; level += 1) deep = { type: 'array', items: deep };
	expect(findSchemaMismatches(deep, { ...deep })).toEqual([]);
});
