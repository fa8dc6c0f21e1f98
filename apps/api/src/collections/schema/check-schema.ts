import { type FieldErrors, type RecordData, recordField } from '@flotilla/contracts';
import { checkJson } from '../check-json.ts';
import { propertiesOf } from '../field-kind.ts';

export interface CheckSchemaOptions {
	/** Bytes of the schema, as JSON. */
	maximumSize: number;
}

const maximumDepth = 20;
const maximumPatternLength = 200;
/** Schemas that a value may have to be held against, with every reference followed. */
const maximumWeight = 1_000;

/** Keywords with one schema, a list of schemas, or schemas by name. */
const single: readonly string[] = [
	...['additionalProperties', 'propertyNames', 'items', 'contains', 'not', 'if', 'then', 'else'],
];
const listed: readonly string[] = ['prefixItems', 'allOf', 'anyOf', 'oneOf'];
const named: readonly string[] = ['properties', 'dependentSchemas', '$defs'];
/** The rest of what is known. What is not here is refused: a typing error must not pass for a rule. */
const plain: readonly string[] = [
	...['$schema', '$comment', '$ref', 'title', 'description', 'default', 'examples', 'deprecated', 'readOnly'],
	...['writeOnly', 'type', 'enum', 'const', 'format', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum'],
	...['exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minItems', 'maxItems', 'minContains', 'maxContains'],
	...['uniqueItems', 'required', 'minProperties', 'maxProperties', 'dependentRequired'],
];
const known: ReadonlySet<string> = new Set([...single, ...listed, ...named, ...plain]);

/** Formats of ajv-formats whose check takes time in proportion to the text. */
export const schemaFormats = [
	...(['date', 'time', 'date-time', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uri', 'uuid'] as const),
] as const;

const scalars: readonly unknown[] = ['string', 'number', 'integer', 'boolean'];
const localReference = /^#\/\$defs\/[A-Za-z][A-Za-z0-9_]*$/;

const isObject = (value: unknown): value is RecordData =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const checkKeyword = (schema: RecordData, keyword: string): string | undefined => {
	const value = schema[keyword];
	if (!known.has(keyword)) return 'This keyword is not known here.';
	if (keyword === '$ref' && !(typeof value === 'string' && localReference.test(value)))
		return 'A reference goes to #/$defs/<name> of the same schema.';
	if (keyword === '$schema' && value !== 'https://json-schema.org/draft/2020-12/schema')
		return 'The dialect is https://json-schema.org/draft/2020-12/schema.';
	if (keyword === 'pattern') {
		if (typeof value !== 'string' || value.length > maximumPatternLength)
			return `A pattern has at most ${maximumPatternLength} characters.`;
	}
	if (keyword === 'format' && !schemaFormats.some((format) => format === value))
		return `The formats are ${schemaFormats.join(', ')}.`;
	// Between objects every pair would have to be compared.
	if (keyword === 'uniqueItems' && value === true && !scalars.includes(isObject(schema.items) && schema.items.type))
		return 'Unique items need one plain type: string, number, integer or boolean.';
	return undefined;
};

/** The schemas directly inside `schema`, with the path that leads to each. */
const childrenOf = function* (schema: RecordData): Generator<{ path: string[]; child: unknown }> {
	for (const keyword of single) if (keyword in schema) yield { path: [keyword], child: schema[keyword] };
	for (const keyword of listed) {
		const children = schema[keyword];
		if (!Array.isArray(children)) continue;
		for (const [index, child] of children.entries()) yield { path: [keyword, String(index)], child };
	}
	for (const keyword of named) {
		const children = schema[keyword];
		if (!isObject(children)) continue;
		for (const [name, child] of Object.entries(children)) yield { path: [keyword, name], child };
	}
};

/** How many schemas there are once references are followed; infinite for one that leads back to itself. */
const weigh = (root: RecordData): number => {
	const definitions = isObject(root.$defs) ? root.$defs : {};
	const weights = new Map<string, number>();
	const weightOf = (schema: unknown): number => {
		if (!isObject(schema)) return 1;
		let weight = 1;
		for (const { path, child } of childrenOf(schema)) if (path[0] !== '$defs') weight += weightOf(child);
		if (typeof schema.$ref === 'string') weight += weightOfDefinition(schema.$ref.slice('#/$defs/'.length));
		return weight;
	};
	const weightOfDefinition = (name: string): number => {
		const weighed = weights.get(name);
		if (weighed !== undefined) return weighed;
		weights.set(name, Number.POSITIVE_INFINITY);
		const weight = weightOf(Object.hasOwn(definitions, name) ? definitions[name] : undefined);
		weights.set(name, weight);
		return weight;
	};
	return weightOf(root);
};

/**
 * Whether records can safely be held against `schema`: it is small, has nothing in it that could take forever,
 * and describes an object with named fields. What is wrong by dotted path, undefined when all is well.
 */
export const checkSchema = (schema: RecordData, { maximumSize }: CheckSchemaOptions): FieldErrors | undefined => {
	const unsafe = checkJson(schema, { maximumDepth });
	if (unsafe !== undefined) return unsafe;
	if (Buffer.byteLength(JSON.stringify(schema)) > maximumSize)
		return { _: [`A schema has at most ${maximumSize} bytes.`] };

	const errors: FieldErrors = {};
	const check = (part: RecordData, path: readonly string[]) => {
		for (const keyword of Object.keys(part)) {
			const problem = checkKeyword(part, keyword);
			if (problem !== undefined) errors[[...path, keyword].join('.')] = [problem];
		}
		for (const { path: way, child } of childrenOf(part)) if (isObject(child)) check(child, [...path, ...way]);
	};
	check(schema, []);
	if (schema.type !== 'object') errors.type = ['A record is an object.'];
	if (!isObject(schema.properties)) errors.properties = ['The fields of a record are named here.'];
	for (const field of Object.keys(propertiesOf(schema))) {
		const named = recordField.safeParse(field);
		if (!named.success) errors[`properties.${field}`] = named.error.issues.map(({ message }) => message);
	}
	if (Object.keys(errors).length > 0) return errors;
	return weigh(schema) > maximumWeight ? { _: ['References make this schema too large, or lead back.'] } : undefined;
};
