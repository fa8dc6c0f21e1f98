import type { BuildManifest } from '@flotilla/contracts';
import { type ApiContract, apiContract, describeEndpoints, pickOperations } from '@flotilla/contracts/open-api';
import { expect, it } from 'vitest';
import * as z from 'zod';
import type { RegistryEndpoint } from '../http/registry-endpoint.ts';
import { remoteBuild } from '../testing/build-folders.ts';
import { findEndpointProblems } from './check-endpoints.ts';

const user = z.object({ id: z.string(), email: z.string(), role: z.enum(['admin', 'viewer']) });
const read = {
	method: 'GET',
	path: '/users/:id',
	summary: 'Read',
	params: z.object({ id: z.string() }),
	response: user,
};
const list = {
	method: 'GET',
	path: '/users',
	summary: 'List',
	query: z.object({ search: z.string().max(200).optional() }),
	response: z.object({ users: z.array(user) }),
};
const create = {
	method: 'POST',
	path: '/users',
	summary: 'Create',
	body: z.object({ email: z.string().max(254), role: z.enum(['admin', 'viewer']).default('viewer') }),
	response: user,
};
const rows = { read, list, create };

type Row = Omit<RegistryEndpoint, 'access' | 'errors'> & Record<string, unknown>;

const contract = (changed: Record<string, unknown> = {}): ApiContract => {
	const all = Object.entries({ ...rows, ...changed }).filter(([, row]) => row !== undefined) as [string, Row][];
	const users = Object.fromEntries(all.map(([name, row]) => [name, { access: 'signed-in', ...row }]));
	const document = describeEndpoints({ users } as never, {
		server: '/api',
		title: 'API',
		version: '1.0.0',
		namedSchemas: {},
		bearerFormat: 'JWT',
		errorCodesOf: () => ['INTERNAL_ERROR'],
	});
	return pickOperations(apiContract.parse(document));
};

const caller = (calls: ApiContract = contract()): BuildManifest => ({ ...remoteBuild().manifest, calls });

const messages = (changed: Record<string, unknown>, manifests: BuildManifest[] = [caller()]) =>
	findEndpointProblems(manifests, contract(changed)).map(({ code, message }) => `${code} ${message}`);

it.each<[string, Record<string, unknown>, string[]]>([
	['nothing changed', {}, []],
	['a new endpoint', { remove: { ...read, method: 'DELETE' } }, []],
	[
		'a parameter of the path that is called otherwise',
		{ read: { ...read, path: '/users/:user', params: z.object({ user: z.string() }) } },
		[],
	],
	['an answer with more in it', { read: { ...read, response: user.extend({ city: z.string() }) } }, []],
	[
		'a request that may say more',
		{ create: { ...create, body: create.body.extend({ note: z.string().optional() }) } },
		[],
	],
	[
		'an endpoint that is gone',
		{ read: undefined },
		['ENDPOINT_MISSING users calls GET /users/{id}, which the API does not have.'],
	],
	[
		'fields of an answer that are gone, each of them',
		{ list: { ...list, response: z.object({ users: z.array(user.omit({ email: true, role: true })) }) } },
		[
			'ENDPOINT_ANSWER_CHANGED users calls GET /users, and in the answer data.users[].email is gone.',
			'ENDPOINT_ANSWER_CHANGED users calls GET /users, and in the answer data.users[].role is gone.',
		],
	],
	[
		'a field of an answer of another type',
		{ read: { ...read, response: user.extend({ id: z.int() }) } },
		['ENDPOINT_ANSWER_CHANGED users calls GET /users/{id}, and in the answer data.id is integer, not string.'],
	],
	[
		'a value of an answer that is new',
		{ read: { ...read, response: user.extend({ role: z.enum(['admin', 'viewer', 'guest']) }) } },
		['ENDPOINT_ANSWER_CHANGED users calls GET /users/{id}, and in the answer data.role may be "guest".'],
	],
	[
		'a field that a request needs now',
		{ create: { ...create, body: create.body.extend({ name: z.string() }) } },
		['ENDPOINT_REQUEST_CHANGED users calls POST /users, and body.name is needed now, and is not sent.'],
	],
	[
		'a field that was a matter of choice and is needed now',
		{ create: { ...create, body: create.body.extend({ role: z.enum(['admin', 'viewer']) }) } },
		['ENDPOINT_REQUEST_CHANGED users calls POST /users, and body.role is needed now, and may not be sent.'],
	],
	[
		'a value that a request may not have any longer',
		{ create: { ...create, body: create.body.extend({ role: z.enum(['viewer']).default('viewer') }) } },
		['ENDPOINT_REQUEST_CHANGED users calls POST /users, and body.role may be "admin".'],
	],
	[
		'a limit of a request that is narrower now',
		{ create: { ...create, body: create.body.extend({ email: z.string().max(100) }) } },
		['ENDPOINT_REQUEST_CHANGED users calls POST /users, and body.email may be longer than 100.'],
	],
	[
		'a filter that is not known any longer',
		{ list: { ...list, query: z.object({}) } },
		['ENDPOINT_REQUEST_CHANGED users calls GET /users, and query.search is sent, and is not known there any longer.'],
	],
	[
		'a body of another content type',
		{ create: { ...create, body: undefined, bodyType: 'multipart/form-data', parts: { file: 'file' } } },
		['ENDPOINT_REQUEST_CHANGED users calls POST /users, and body is application/json, not multipart/form-data.'],
	],
])('%s', (_what, changed, expected) => {
	expect(messages(changed)).toEqual(expected);
});

it('tells of those alone who call what has changed', () => {
	const files = { ...caller(pickOperations(contract(), (operation) => operation === 'get /users')), app: 'files' };
	expect(messages({ read: undefined }, [caller(), files])).toEqual([
		'ENDPOINT_MISSING users calls GET /users/{id}, which the API does not have.',
	]);
});

it('does not check a build that does not say what it calls', () => {
	expect(messages({ read: undefined }, [remoteBuild().manifest])).toEqual([]);
});
