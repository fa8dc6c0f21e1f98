import fc, { type Arbitrary } from 'fast-check';

/** The part of JSON Schema that the contract's schemas turn into. */
export interface JsonSchema {
	type?: string;
	const?: unknown;
	enum?: unknown[];
	format?: string;
	anyOf?: JsonSchema[];
	oneOf?: JsonSchema[];
	properties?: Record<string, JsonSchema>;
	required?: string[];
	additionalProperties?: JsonSchema | boolean;
	items?: JsonSchema | boolean;
	minLength?: number;
	maxLength?: number;
	minimum?: number;
	maximum?: number;
	maxItems?: number;
	default?: unknown;
}

const text: Arbitrary<string> = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 40 }),
	fc.string({ unit: 'binary', maxLength: 20 }),
	fc.string({ minLength: 0, maxLength: 400 }),
);

const formats: Readonly<Record<string, Arbitrary<string>>> = {
	uuid: fc.uuid(),
	email: fc.emailAddress(),
	'date-time': fc
		.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
		.map((date) => date.toISOString()),
	uri: fc.webUrl(),
};

const keeping = (schema: JsonSchema): Arbitrary<unknown> => {
	const { anyOf = schema.oneOf } = schema;
	if (anyOf !== undefined) return fc.oneof(...anyOf.map(fromSchema));
	if ('const' in schema) return fc.constant(schema.const);
	if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
	switch (schema.type) {
		case 'string': {
			const { minLength = 0, maxLength = minLength + 40 } = schema;
			const shaped = formats[schema.format ?? ''];
			return shaped ?? fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, minLength + 60) });
		}
		case 'integer':
			return fc.integer({
				min: Math.max(schema.minimum ?? -1000, -(2 ** 31)),
				max: Math.min(schema.maximum ?? 1000, 2 ** 31),
			});
		case 'number':
			return fc.double({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000, noNaN: true });
		case 'boolean':
			return fc.boolean();
		case 'null':
			return fc.constant(null);
		case 'array':
			return fc.array(fromSchema(typeof schema.items === 'object' ? schema.items : {}), {
				maxLength: schema.maxItems ?? 5,
				size: 'small',
			});
		case 'object': {
			const { properties = {}, required = [] } = schema;
			const fields = Object.fromEntries(
				Object.entries(properties).map(([name, property]) => [name, fromSchema(property)]),
			);
			return fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
		}
		default:
			return fc.jsonValue();
	}
};

/** Values that mostly keep `schema`, and now and then do not, at any depth: near misses find more than noise. */
export const fromSchema = (schema: JsonSchema): Arbitrary<unknown> =>
	fc.oneof(
		{ weight: 14, arbitrary: keeping(schema) },
		{ weight: 1, arbitrary: fc.jsonValue() },
		{ weight: 1, arbitrary: text },
	);
