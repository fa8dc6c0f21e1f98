import type { ErrorCode } from '@flotilla/contracts';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import { describeRegistry, registryPrefix } from '../http/describe-registry.ts';
import { errorCodesOf } from '../http/error-codes.ts';
import type { RegistryEndpoint } from '../http/registry-endpoint.ts';
import { registryEndpoints } from '../http/registry-endpoints.ts';

// A CommonJS module whose types know no default in it.
const addFormats = addFormatsModule as unknown as (ajv: Ajv2020) => void;

const operations = Object.values(registryEndpoints)
	.flatMap((group) => Object.values<RegistryEndpoint>(group))
	// An address without parameters is meant before one that happens to fit.
	.toSorted((one, other) => one.path.split(':').length - other.path.split(':').length)
	.map((row) => ({ row, pattern: new RegExp(`^${registryPrefix}${row.path.replace(/:\w+/g, '[^/]+')}$`) }));

const escapePointer = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

let ajv: Ajv2020 | undefined;
const schemaOf = ({ path, method }: RegistryEndpoint, status: number): ValidateFunction | undefined => {
	if (ajv === undefined) {
		ajv = new Ajv2020({ strict: false, allErrors: true });
		addFormats(ajv);
		ajv.addSchema(describeRegistry(), 'registry');
	}
	const place = ['paths', path.replace(/:(\w+)/g, '{$1}'), method.toLowerCase(), 'responses', String(status)];
	const pointer = [...place, 'content', 'application/json', 'schema'];
	return ajv.getSchema(`registry#/${pointer.map(escapePointer).join('/')}`);
};

/** Of hooks before any route, which know no row. */
const anywhere: readonly ErrorCode[] = ['METHOD_NOT_ALLOWED', 'SHUTTING_DOWN'];

/**
 * Throws unless the answer is one that the registry's OpenAPI document describes for this request: its status, its body
 * by the schema with nothing beyond it, and for failures one of the row's codes.
 */
const checkAnswer = async (url: URL, method: string, response: Response): Promise<void> => {
	const row = operations.find(({ row, pattern }) => row.method === method && pattern.test(url.pathname))?.row;
	const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
	if (row === undefined || !isJson) return;
	const body = (await response.clone().json()) as { code?: ErrorCode };
	if (body.code !== undefined && anywhere.includes(body.code)) return;
	const fail = (reason: string) => {
		throw new Error(`${method} ${row.path} answered ${response.status}, ${reason}: ${JSON.stringify(body)}`);
	};
	const validate = schemaOf(row, response.status);
	if (validate === undefined) return fail('which the OpenAPI document does not describe');
	if (!validate(body)) fail(`not by its schema (${ajv?.errorsText(validate.errors)})`);
	if (body.code !== undefined && !errorCodesOf(row).includes(body.code)) fail('with a code that is not among its own');
};

/** `fetch` of tests: each answer of the registry's API is held against its OpenAPI document. */
export const checkedFetch: typeof fetch = async (input, init) => {
	const response = await fetch(input, init);
	const url = new URL(input instanceof Request ? input.url : input);
	await checkAnswer(url, init?.method ?? 'GET', response);
	return response;
};
