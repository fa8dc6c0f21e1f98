import { type Endpoint, type ErrorCode, endpoints } from '@flotilla/contracts';
import { describeApi, errorCodes } from '@flotilla/contracts/open-api';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';

// A CommonJS module whose types know no default in it.
const addFormats = addFormatsModule as unknown as (ajv: Ajv2020) => void;

interface Operation {
	row: Endpoint;
	pattern: RegExp;
}

const operations: readonly Operation[] = Object.values(endpoints)
	.flatMap((group) => Object.values<Endpoint>(group))
	// An address without parameters is meant before one that happens to fit.
	.toSorted((one, other) => one.path.split(':').length - other.path.split(':').length)
	.map((row) => ({ row, pattern: new RegExp(`^/api${row.path.replace(/:\w+/g, '[^/]+')}$`) }));

const escapePointer = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

let ajv: Ajv2020 | undefined;
const schemaOf = ({ path, method }: Endpoint, status: number): ValidateFunction | undefined => {
	if (ajv === undefined) {
		ajv = new Ajv2020({ strict: false, allErrors: true });
		addFormats(ajv);
		ajv.addSchema(describeApi(), 'api');
	}
	const pointer = [
		'paths',
		path.replace(/:(\w+)/g, '{$1}'),
		method.toLowerCase(),
		'responses',
		String(status),
		'content',
		'application/json',
		'schema',
	];
	return ajv.getSchema(`api#/${pointer.map(escapePointer).join('/')}`);
};

/** Of the hooks before any route, which know no row. */
const anywhere: readonly ErrorCode[] = ['NOT_FOUND', 'METHOD_NOT_ALLOWED', 'SHUTTING_DOWN'];

/**
 * Throws unless `response` is one that the OpenAPI document describes for this request: its status, its
 * body by the schema with nothing beyond it, and for failures one of the row's codes.
 */
export const checkAnswer = async (path: string, method: string, response: Response): Promise<void> => {
	const pathname = path.split('?', 1)[0] ?? '';
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
	if (body.code !== undefined && !errorCodes(row).includes(body.code)) fail('with a code that is not among its own');
};
