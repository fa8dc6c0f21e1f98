import { eventSchemas } from '@flotilla/contracts/event-schemas';
import {
	type ApiContract,
	apiContract,
	describeApi,
	type JsonObject,
	pickOperations,
} from '@flotilla/contracts/open-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { remoteBuild, shellBuild, type TestBuild } from '../testing/build-folders.ts';
import { startTestApi, type TestApi } from '../testing/start-test-api.ts';
import { startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';

let api: TestApi;
let test: TestRegistry;
beforeAll(async () => {
	api = await startTestApi();
	test = await startTestRegistry({ apiUrl: api.url, contractMaximumAge: 0, contractTimeout: 200 });
	await test.publish(shellBuild({ platform: {} }), '1.0.0');
});
afterAll(async () => {
	await test.dispose();
	await api.close();
});

/** A copy of the API's document to change. */
const copy = () => structuredClone(describeApi()) as JsonObject & ApiContract;

/** The API without the e-mail address of people. */
const withoutEmail = () => {
	const document = copy();
	const user = document.components.schemas.User as { properties: JsonObject; required: string[] };
	delete user.properties.email;
	user.required = user.required.filter((name) => name !== 'email');
	return document;
};

const withoutImport = () => {
	const document = copy();
	delete document.paths['/users/import'];
	return document;
};

beforeEach(() => {
	api.hang(false);
	api.offer(copy());
});

let built = 0;
/** A build that calls these operations, e.g. `get /users/{id}`. */
const calling = (app: string, ...operations: string[]): TestBuild => {
	built += 1;
	const { manifest, files } = remoteBuild({ app, text: `${app} ${built}` });
	const calls = pickOperations(apiContract.parse(describeApi()), (operation) => operations.includes(operation));
	return { files, manifest: { ...manifest, calls } };
};

let stored = 0;
const store = async (build: TestBuild): Promise<string> => {
	stored += 1;
	const version = `3.0.${stored}`;
	await test.publish(build, version, { channel: `stored-${stored}` });
	return version;
};

describe('a build that calls what the API does not offer', () => {
	it('may go live while it does, and can-i-deploy says by what it was compared', async () => {
		const version = await store(calling('users', 'get /users/{id}', 'post /users/import'));
		const answer = await test.client.canIDeploy('production', 'users', version);
		expect(answer).toMatchObject({ ok: true, problems: [], api: { version: '1.0.0' } });
		expect(answer.api?.digest).toMatch(/^[0-9a-f]{16}$/);
	});

	it('is refused, and it is said which field of which endpoint is wrong', async () => {
		const version = await store(calling('users', 'get /users/{id}', 'post /users/import'));
		api.offer(withoutEmail());
		expect(await test.client.canIDeploy('production', 'users', version)).toMatchObject({
			ok: false,
			problems: [
				{
					code: 'ENDPOINT_ANSWER_CHANGED',
					severity: 'error',
					app: 'users',
					affects: ['users'],
					message: 'users calls GET /users/{id}, and in the answer data.email is gone.',
					detail: { endpoint: 'GET /users/{id}', path: 'data.email' },
				},
			],
		});
		await expect(test.client.promote('production', 'users', version)).rejects.toMatchObject({
			code: 'DEPLOY_REFUSED',
			errors: { ENDPOINT_ANSWER_CHANGED: [expect.stringContaining('data.email is gone')] },
		});
		await expect(test.publish(calling('users', 'get /users'), '3.1.0')).rejects.toMatchObject({
			code: 'DEPLOY_REFUSED',
		});
		await expect(test.client.createLink({ app: 'users', version, expiresIn: 600 })).rejects.toMatchObject({
			code: 'DEPLOY_REFUSED',
		});
		await test.client.promote('production', 'users', version, { force: true, message: 'The page is not used yet' });
		expect((await test.client.history('production'))[0]?.overridden).toMatchObject([
			{ code: 'ENDPOINT_ANSWER_CHANGED', detail: { path: 'data.email' } },
		]);
	});

	it('holds up neither who ships the same call again, nor who calls something else, nor the way back', async () => {
		const first = await store(calling('people', 'get /users/{id}'));
		const second = await store(calling('people', 'get /users/{id}'));
		await test.client.promote('production', 'people', first);
		api.offer(withoutEmail());
		const answer = await test.client.canIDeploy('production', 'people', second);
		expect(answer).toMatchObject({ ok: true, problems: [{ code: 'ENDPOINT_ANSWER_CHANGED', severity: 'warning' }] });
		await test.client.promote('production', 'people', second);
		await test.client.promote('production', 'other', await store(calling('other', 'get /files')));
		expect(await test.client.rollback('production', 'people')).toMatchObject({ changed: true, version: first });
	});

	it('is not put on trial', async () => {
		await test.client.promote('production', 'trial', await store(calling('trial', 'get /files')));
		const candidate = await store(calling('trial', 'get /files', 'get /users/{id}'));
		api.offer(withoutEmail());
		await expect(
			test.client.setCanary('production', 'trial', { version: candidate, percent: 10 }),
		).rejects.toMatchObject({ code: 'DEPLOY_REFUSED' });
	});

	it('is not compared in a channel whose API nobody has seen', async () => {
		const version = await store(calling('users', 'get /users/{id}'));
		expect(await test.client.canIDeploy('elsewhere', 'users', version)).toMatchObject({ ok: true, api: null });
		await expect(test.client.contract('elsewhere')).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});
});

describe('an API that does not say what it offers', () => {
	it.each([
		['does not answer', () => api.hang(true)],
		['answers what is no JSON', () => api.offer('<html>')],
		['answers what is no OpenAPI', () => api.offer({ swagger: '2.0' })],
	])('%s: what it said last counts', async (_what, break_) => {
		const version = await store(calling('last', 'get /users/{id}'));
		api.offer(withoutEmail());
		expect(await test.client.canIDeploy('production', 'last', version)).toMatchObject({ ok: false });
		break_();
		expect(await test.client.canIDeploy('production', 'last', version)).toMatchObject({
			ok: false,
			problems: [{ code: 'ENDPOINT_ANSWER_CHANGED' }],
		});
	});

	it('is not waited for by a rollback', async () => {
		const [one, two] = [await store(calling('back', 'get /files')), await store(calling('back', 'get /files'))];
		await test.client.promote('production', 'back', one);
		await test.client.promote('production', 'back', two);
		const before = api.asked();
		expect(await test.client.rollback('production', 'back')).toMatchObject({ version: one });
		expect(api.asked()).toBe(before);
	});
});

describe('the team of the API', () => {
	it('sees what a channel knows of it', async () => {
		const seen = await test.client.contract('production');
		expect(seen).toMatchObject({ channel: 'production', version: '1.0.0' });
		expect(seen.document).toEqual(pickOperations(apiContract.parse(describeApi())));
	});

	it('learns before it ships whom it would break, and that others are not concerned', async () => {
		await test.client.promote('production', 'importer', await store(calling('importer', 'post /users/import')));
		const answer = await test.client.canIDeployApi('production', withoutImport());
		expect(answer).toMatchObject({ channel: 'production', app: 'api', version: '1.0.0', ok: false });
		expect(answer.problems.filter(({ affects }) => affects.includes('importer'))).toMatchObject([
			{ code: 'ENDPOINT_MISSING', severity: 'error', app: 'api', detail: { endpoint: 'POST /users/import' } },
		]);
		expect(answer.problems.some(({ affects }) => affects.includes('other'))).toBe(false);
		expect(await test.client.canIDeployApi('production', copy())).toMatchObject({ ok: true });
	});

	it('is warned alone of what is broken as it is', async () => {
		api.offer(withoutImport());
		const answer = await test.client.canIDeployApi('production', withoutImport());
		expect(answer.ok).toBe(true);
		expect(answer.problems.every(({ severity }) => severity === 'warning')).toBe(true);
		expect(answer.problems.length).toBeGreaterThan(0);
	});

	it('learns of candidates that are on trial, too', async () => {
		await test.client.promote('production', 'tried', await store(calling('tried', 'get /files')));
		const candidate = await store(calling('tried', 'get /files', 'post /users/import'));
		await test.client.setCanary('production', 'tried', { version: candidate, percent: 10 });
		const { problems } = await test.client.canIDeployApi('production', withoutImport());
		expect(problems.filter(({ affects }) => affects.includes('tried'))).toHaveLength(1);
	});

	it('learns whom an event with another payload would break', async () => {
		const listener = remoteBuild({ app: 'listener', remote: { events: { emits: [], listens: ['users:deleted'] } } });
		const events = eventSchemas(['users:deleted']);
		await test.publish({ ...listener, manifest: { ...listener.manifest, eventSchemas: events } }, '1.0.0');
		const document = copy();
		const { 'users:deleted': schema } = document['x-flotilla-events'] as Record<string, { properties: JsonObject }>;
		delete schema?.properties.id;
		const { problems } = await test.client.canIDeployApi('production', document);
		expect(problems.filter(({ affects }) => affects.includes('listener'))).toMatchObject([
			{ code: 'EVENT_SCHEMA_CHANGED', severity: 'error', detail: { event: 'users:deleted', path: 'id' } },
		]);
	});

	it('is told what is wrong with a document that is none', async () => {
		await expect(test.client.canIDeployApi('production', { swagger: '2.0' })).rejects.toMatchObject({
			code: 'VALIDATION_FAILED',
			errors: { 'document.openapi': expect.any(Array), 'document.paths': expect.any(Array) },
		});
	});
});

it('a build whose calls cannot be read is not published', async () => {
	const build = remoteBuild({ app: 'odd' });
	const odd = { ...build, manifest: { ...build.manifest, calls: { openapi: '2.0', info: {}, paths: [] } } };
	await expect(test.publish(odd, '1.0.0')).rejects.toMatchObject({
		code: 'BUILD_INVALID',
		errors: { build: expect.arrayContaining([expect.stringContaining('at openapi: Give an OpenAPI 3 document.')]) },
	});
});
