import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';
import type { RegistryEndpoint } from './registry-endpoint.ts';
import { registryEndpoints } from './registry-endpoints.ts';

interface Operation {
	operationId: string;
	security: unknown[];
	description?: string;
	requestBody?: { required: boolean };
	parameters: { name: string }[];
	responses: Record<string, { description: string }>;
}
interface Document {
	openapi: string;
	servers: { url: string }[];
	paths: Record<string, Record<string, Operation>>;
}

const rows = Object.values(registryEndpoints).flatMap((group) => Object.values<RegistryEndpoint>(group));

let test: TestRegistry;
let document: Document;
beforeAll(async () => {
	test = await startTestRegistry();
	const response = await fetch(`${test.url}/registry/v1/openapi.json`);
	expect(response.headers.get('cache-control')).toBe('no-cache');
	document = (await response.json()) as Document;
});
afterAll(() => test.dispose());

it('is valid OpenAPI 3.1', async () => {
	const validator = new Validator();
	const result = await validator.validate(structuredClone(document) as never);
	expect(result.errors).toBeUndefined();
	expect(result.valid).toBe(true);
	expect(validator.version).toBe('3.1');
	expect(document.servers).toEqual([{ url: '/registry/v1' }]);
});

it('describes every row and nothing else', () => {
	const described = Object.entries(document.paths).flatMap(([path, operations]) =>
		Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
	);
	expect(described.toSorted()).toEqual(
		rows.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`).toSorted(),
	);
});

/** For the names of parameters, something that the rows take. */
const samples: Record<string, string> = {
	app: 'users',
	channel: 'production',
	id: 'c-0123456789abcdef',
	key: `key-${'0'.repeat(32)}`,
	name: 'ci',
	sha256: '0'.repeat(64),
	upload: '00000000-0000-4000-8000-000000000000',
};

it.each(rows.map((row) => [`${row.method} ${row.path}`, row] as const))(
	'%s is served, and asks for what it says',
	async (_name, row) => {
		const path = row.path.replace(/:(\w+)/g, (_, name: string) => samples[name] as string);
		const response = await test.send(row.method, path.slice(1), undefined, { authorization: '' });
		const { code } = (await response.json()) as { code?: string };
		const expected =
			row.access === 'public' ? expect.stringMatching(/^(NOT_FOUND|VALIDATION_FAILED)$/) : 'AUTHENTICATION_REQUIRED';
		expect(code).toEqual(expected);
		const operation = document.paths[row.path.replace(/:(\w+)/g, '{$1}')]?.[row.method.toLowerCase()];
		expect(operation?.security).toEqual(row.access === 'public' ? [] : [{ accessToken: [] }]);
	},
);

it('says what an operation needs, takes and may answer', () => {
	const promote = document.paths['/channels/{channel}/apps/{app}']?.put;
	expect(promote?.operationId).toBe('channels.promote');
	expect(promote?.description).toBe('Needs `promote`.');
	expect(promote?.parameters.map(({ name }) => name)).toEqual(['channel', 'app']);
	expect(promote?.requestBody?.required).toBe(true);
	expect(promote?.responses['409']?.description).toContain('DEPLOY_REFUSED');
	expect(document.paths['/channels/{channel}/apps/{app}/rollback']?.post?.requestBody?.required).toBe(false);
	expect(Object.keys(document.paths['/uploads/{upload}/commit']?.post?.responses ?? {})).toEqual(
		expect.arrayContaining(['200', '201']),
	);
	expect(document.paths['/beacons']?.post?.responses['204']).toBeDefined();
});
