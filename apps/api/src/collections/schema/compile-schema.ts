import type { FieldErrors, RecordData } from '@flotilla/contracts';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { LRUCache } from 'lru-cache';
import { schemaFormats } from './check-schema.ts';
import { createWithinTime, OutOfTimeError } from './within-time.ts';

/** What is wrong with a record's data by dotted path; undefined when it fits the schema. */
export type CheckData = (data: unknown) => FieldErrors | undefined;

export interface SchemaCompiler {
	/** `hash` names the schema: one that was compiled before is not compiled again. Throws for an invalid schema. */
	compile(schema: RecordData, hash: string): CheckData;
}

export interface SchemaCompilerOptions {
	/** Compiled schemas that are kept. Default 200. */
	cacheSize?: number;
	/** Milliseconds that the patterns of a schema may take for one record. Default 50. */
	patternTimeout?: number;
}

/** Messages about one record; an array of a thousand wrong items needs no thousand. */
const maximumMessages = 20;

const segmentsOf = (pointer: string): string[] =>
	pointer
		.split('/')
		.slice(1)
		.map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));

const asSentence = (message: string): string => `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;

const describe = ({ keyword, instancePath, params, message }: ErrorObject): { path: string[]; text: string } => {
	const path = segmentsOf(instancePath);
	if (keyword === 'required') return { path: [...path, String(params.missingProperty)], text: 'A value is needed.' };
	if (keyword === 'additionalProperties')
		return { path: [...path, String(params.additionalProperty)], text: 'This field is not known.' };
	if (keyword === 'enum') {
		const values = (params.allowedValues as unknown[]).map((value) => JSON.stringify(value)).join(', ');
		return { path, text: values.length > 200 ? 'Must be one of the allowed values.' : `Must be one of ${values}.` };
	}
	return { path, text: asSentence(message ?? 'not valid') };
};

const toFieldErrors = (failures: readonly ErrorObject[]): FieldErrors => {
	const errors = new Map<string, string[]>();
	for (const failure of failures.slice(0, maximumMessages)) {
		const { path, text } = describe(failure);
		const field = path.join('.') || '_';
		errors.set(field, [...(errors.get(field) ?? []), text]);
	}
	return Object.fromEntries(errors);
};

const usesPattern = (schema: RecordData): boolean => JSON.stringify(schema).includes('"pattern":');

const compileAlone = (schema: RecordData): ValidateFunction => {
	// An instance of its own: ajv keeps every schema it has seen, and this one is to go when the cache drops it.
	const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
	addFormats.default(ajv, [...schemaFormats]);
	return ajv.compile(schema);
};

export const createSchemaCompiler = ({
	cacheSize = 200,
	patternTimeout = 50,
}: SchemaCompilerOptions = {}): SchemaCompiler => {
	const cache = new LRUCache<string, CheckData>({ max: cacheSize });
	const withinTime = createWithinTime({ milliseconds: patternTimeout });

	return {
		compile(schema, hash) {
			const known = cache.get(hash);
			if (known !== undefined) return known;
			const validate = compileAlone(schema);
			const run = usesPattern(schema)
				? (data: unknown) => withinTime(() => validate(data))
				: (data: unknown) => validate(data);
			const check: CheckData = (data) => {
				try {
					return run(data) ? undefined : toFieldErrors(validate.errors ?? []);
				} catch (error) {
					if (error instanceof OutOfTimeError)
						return { _: ['The patterns of the schema take too long for this text.'] };
					throw error;
				}
			};
			cache.set(hash, check);
			return check;
		},
	};
};
