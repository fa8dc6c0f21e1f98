import type { RecordData } from '@flotilla/contracts';

/** How the values of a declared field are compared. */
export type FieldKind = 'text' | 'number' | 'boolean';

const kinds: Readonly<Record<string, FieldKind>> = {
	string: 'text',
	number: 'number',
	integer: 'number',
	boolean: 'boolean',
};

const isObject = (value: unknown): value is RecordData =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schemas of a record's fields, in the order they were written in. */
export const propertiesOf = (schema: RecordData): Readonly<Record<string, unknown>> =>
	isObject(schema.properties) ? schema.properties : {};

/** The types that a field's schema names itself; empty: any. */
export const typesOf = (schema: unknown): ReadonlySet<string> => {
	const type = isObject(schema) ? schema.type : undefined;
	return new Set(Array.isArray(type) ? type.map(String) : type === undefined ? [] : [String(type)]);
};

/** Undefined for a field that is not there or may hold values that do not compare with each other. */
export const kindOf = (schema: RecordData, field: string): FieldKind | undefined => {
	const properties = propertiesOf(schema);
	if (!Object.hasOwn(properties, field)) return undefined;
	const types = [...typesOf(properties[field])].filter((type) => type !== 'null');
	const found = new Set(types.map((type) => kinds[type]));
	return found.size === 1 ? [...found][0] : undefined;
};
