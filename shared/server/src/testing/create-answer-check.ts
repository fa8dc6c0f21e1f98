import type { ErrorCode, HttpMethod } from '@flotilla/contracts';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';

// A CommonJS module whose types know no default in it.
const addFormats = addFormatsModule as unknown as (ajv: Ajv2020) => void;

/** What of a row of an API is needed to know its answers. */
interface AnsweringRow {
	readonly method: HttpMethod;
	/** `/users/:id` */
	readonly path: `/${string}`;
	/** Set when a successful answer is a stream of bytes. */
	readonly responseType?: 'bytes';
}

export interface AnswerCheckOptions<Row extends AnsweringRow> {
	/** By group and name. */
	endpoints: Readonly<Record<string, Readonly<Record<string, Row>>>>;
	/** The base address of all paths, e.g. `/api`. */
	server: string;
	/** Makes the OpenAPI document; called once, when there is an answer to check. */
	describe(): Record<string, unknown>;
	/** Every code an answer of the row may carry. */
	errorCodesOf(row: Row): readonly ErrorCode[];
	/** Codes of hooks before any route, which know no row. */
	anywhere: readonly ErrorCode[];
}

/**
 * Throws unless the answer is one that the API's OpenAPI document describes for this request: its status, its body by the
 * schema with nothing beyond it, and for failures one of the row's codes. What is no row, and no JSON, is let pass.
 */
export type AnswerCheck = (pathname: string, method: string, response: Response) => Promise<void>;

const escapePointer = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

/** Holds answers of an API against its OpenAPI document, for tests. */
export const createAnswerCheck = <Row extends AnsweringRow>({
	endpoints,
	server,
	describe,
	errorCodesOf,
	anywhere,
}: AnswerCheckOptions<Row>): AnswerCheck => {
	const operations = Object.values(endpoints)
		.flatMap((group) => Object.values(group))
		// An address without parameters is meant before one that happens to fit.
		.toSorted((one, other) => one.path.split(':').length - other.path.split(':').length)
		.map((row) => ({ row, pattern: new RegExp(`^${server}${row.path.replace(/:\w+/g, '[^/]+')}$`) }));

	let ajv: Ajv2020 | undefined;
	const schemaOf = ({ path, method }: Row, status: number): ValidateFunction | undefined => {
		if (ajv === undefined) {
			ajv = new Ajv2020({ strict: false, allErrors: true });
			addFormats(ajv);
			ajv.addSchema(describe(), 'api');
		}
		const place = ['paths', path.replace(/:(\w+)/g, '{$1}'), method.toLowerCase(), 'responses', String(status)];
		const pointer = [...place, 'content', 'application/json', 'schema'];
		return ajv.getSchema(`api#/${pointer.map(escapePointer).join('/')}`);
	};

	return async (pathname, method, response) => {
		const row = operations.find(({ row, pattern }) => row.method === method && pattern.test(pathname))?.row;
		const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
		if (row === undefined || !isJson || (row.responseType === 'bytes' && response.ok)) return;
		const body = (await response.clone().json()) as { code?: ErrorCode };
		if (body.code !== undefined && anywhere.includes(body.code)) return;
		const fail = (reason: string) => {
			throw new Error(`${method} ${row.path} answered ${response.status}, ${reason}: ${JSON.stringify(body)}`);
		};
		const validate = schemaOf(row, response.status);
		if (validate === undefined) return fail('which the OpenAPI document does not describe');
		if (!validate(body)) fail(`not by its schema (${ajv?.errorsText(validate.errors)})`);
		if (body.code !== undefined && !errorCodesOf(row).includes(body.code))
			fail('with a code that is not among its own');
	};
};
