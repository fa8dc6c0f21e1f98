import { endpoints } from '@flotilla/contracts';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StartedApi, startApi } from '../testing/start-api.ts';

interface Operation {
	operationId: string;
	security: unknown[];
	parameters: { name: string; in: string; required: boolean }[];
	requestBody?: { content: Record<string, unknown> };
	responses: Record<string, { description: string }>;
}
interface Document {
	openapi: string;
	paths: Record<string, Record<string, Operation>>;
}

let started: StartedApi;
let document: Document;
beforeAll(async () => {
	started = await startApi();
	document = (await (await started.request('/openapi.json')).json()) as Document;
});
afterAll(() => started.stop());

it('is valid OpenAPI 3.1', async () => {
	const validator = new Validator();
	const result = await validator.validate(structuredClone(document) as never);
	expect(result.errors).toBeUndefined();
	expect(result.valid).toBe(true);
	expect(validator.version).toBe('3.1');
});

it('describes every row of the contract and nothing else', () => {
	const described = Object.entries(document.paths).flatMap(([path, operations]) =>
		Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
	);
	const rows = Object.values(endpoints).flatMap((group) =>
		Object.values(group).map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`),
	);
	expect(described.toSorted()).toEqual(rows.toSorted());
});

it('says what an operation needs, takes and answers', () => {
	const update = document.paths['/users/{id}']?.patch;
	expect(update?.operationId).toBe('users.update');
	expect(update?.security).toEqual([{ accessToken: [] }]);
	expect(update?.parameters.map(({ name }) => name)).toEqual(['id', 'Idempotency-Key', 'If-Match']);
	expect(update?.responses['412']?.description).toContain('VERSION_CONFLICT');
	expect(document.paths['/auth/login']?.post?.security).toEqual([]);
	expect(Object.keys(document.paths['/files/upload']?.post?.requestBody?.content ?? {})).toEqual([
		'multipart/form-data',
	]);
});

it('is the same under /api, where an ingress forwards it, with a page to read it', async () => {
	expect(await (await started.request('/api/openapi.json')).json()).toEqual(document);
	const page = await started.request('/api/docs/');
	expect(page.status).toBe(200);
	expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
	const html = await page.text();
	for (const [, address = ''] of html.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)) {
		const asset = await started.request(new URL(address, 'http://host/api/docs/').pathname);
		expect(asset.status, address).toBe(200);
	}
});
