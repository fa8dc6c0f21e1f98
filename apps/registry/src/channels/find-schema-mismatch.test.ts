import { expect, it } from 'vitest';
import * as z from 'zod';
import { findSchemaMismatch } from './find-schema-mismatch.ts';

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
	const found = findSchemaMismatch(json(given), json(expected));
	expect(found && `${found.path} ${found.reason}`).toBe(mismatch);
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
	expect(findSchemaMismatch(json(tree), json(tree))).toBeNull();
	expect(findSchemaMismatch(json(numbered), json(tree))).toEqual({ path: 'name', reason: 'is integer, not string' });
});
