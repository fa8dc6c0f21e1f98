import type { FieldErrors, RecordData } from '@flotilla/contracts';

type Schema = Readonly<Record<string, unknown>>;

const typeOf = (value: unknown): string => {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	return Number.isInteger(value) ? 'integer' : typeof value;
};

const isOfType = (value: unknown, types: readonly unknown[]): boolean => {
	const type = typeOf(value);
	return types.some((wanted) => wanted === type || (wanted === 'number' && type === 'integer'));
};

const problemsOf = (schema: Schema, value: unknown): string[] => {
	const { type, minLength, maxLength, minimum, maximum, pattern, enum: values } = schema;
	if (type !== undefined && !isOfType(value, [type].flat())) return [`This has to be ${[type].flat().join(' or ')}.`];
	const problems: string[] = [];
	if (Array.isArray(values) && !values.includes(value)) problems.push('This is none of the values it may have.');
	if (typeof value === 'string') {
		if (typeof minLength === 'number' && value.length < minLength) problems.push('This is too short.');
		if (typeof maxLength === 'number' && value.length > maxLength) problems.push('This is too long.');
		if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value)) problems.push('This has another form.');
	}
	if (typeof value === 'number') {
		if (typeof minimum === 'number' && value < minimum) problems.push('This is too small.');
		if (typeof maximum === 'number' && value > maximum) problems.push('This is too large.');
	}
	return problems;
};

/**
 * What is wrong with a record's data, by its fields. Knows the keywords that plain forms need, of the fields
 * themselves and not of what is in them; the real server knows all of JSON Schema.
 */
export const checkRecord = (schema: Schema, data: RecordData): FieldErrors => {
	const properties = (schema.properties ?? {}) as Record<string, Schema>;
	const required = (schema.required ?? []) as string[];
	const missing = required.filter((field) => data[field] === undefined).map((field) => [field, ['This is needed.']]);
	const unknown = Object.keys(data)
		.filter((field) => schema.additionalProperties === false && !Object.hasOwn(properties, field))
		.map((field) => [field, ['This field is not known.']]);
	const wrong = Object.entries(data).flatMap(([field, value]) => {
		const problems = Object.hasOwn(properties, field) ? problemsOf(properties[field] ?? {}, value) : [];
		return problems.length === 0 ? [] : [[field, problems]];
	});
	return Object.fromEntries([...missing, ...unknown, ...wrong]);
};
