import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuthResponse, type ErrorEnvelope, errorEnvelope } from '@flotilla/contracts';
import { createLog } from '@flotilla/server';
import { createTestDatabase, type TestDatabase } from '@flotilla/server/testing';
import { type Api, type ApiOptions, createApi } from '../create-api.ts';
import type { Settings } from '../settings.ts';
import { checkAnswer } from './check-answer.ts';
import { copySeededDatabase } from './seeded-database.ts';
import { copySeededFolder, demoPassword, templateFolder } from './seeded-folder.ts';

/** A real server on a port of its own with a fresh folder. */
export interface StartedApi {
	api: Api;
	url: string;
	dataFolder: string;
	/** Undefined: the embedded one. */
	database: TestDatabase | undefined;
	/** Moves the server's clock on. */
	passTime(seconds: number): void;
	/** Throws also when the answer is none that the OpenAPI document describes. */
	request(path: string, options?: RequestOptions): Promise<Response>;
	/** What the outbox holds for this address, newest first. */
	mailsTo(email: string): Promise<OutboxMail[]>;
	/** Registers a member and follows the link of the mail. Default password `demoPassword`. */
	createAccount(email: string, options?: { firstName?: string; lastName?: string; password?: string }): Promise<void>;
	/** Signs in; the token in the body. */
	signIn(email?: string, password?: string): Promise<AuthResponse & { refreshToken: string }>;
	stop(): Promise<void>;
}

export interface OutboxMail {
	subject: string;
	text: string;
}

export interface RequestOptions extends RequestInit {
	token?: string;
	/** Sent as JSON. */
	json?: unknown;
}

export interface StartApiOptions extends Pick<ApiOptions, 'mail' | 'metrics' | 'redisUrl' | 'reportFault' | 's3'> {
	/** On the data of a server that was closed. */
	continuing?: StartedApi;
	/** Of the demo accounts. Default `demoPassword`. */
	password?: string;
	/** People of the demo. Default 600. */
	demoUsers?: number;
}

/**
 * Puts the demo data into the folder, or into a database, which is returned, of `TEST_DATABASE_URL`. Keys and secrets
 * are those of a copy: the same in all tests, which nobody should build on.
 */
const prepareData = async (dataFolder: string, { s3 }: StartApiOptions): Promise<TestDatabase | undefined> => {
	// What was seeded has its files in the folder: a bucket gets its own.
	const seeded = s3 === undefined ? await copySeededDatabase(dataFolder) : undefined;
	const database = seeded ?? (await createTestDatabase());
	if (database === undefined) await copySeededFolder(dataFolder);
	return database;
};

export const startApi = async (
	settings: Partial<Settings> = {},
	{ continuing, password = demoPassword, demoUsers, ...options }: StartApiOptions = {},
): Promise<StartedApi> => {
	const dataFolder = continuing?.dataFolder ?? (await mkdtemp(join(tmpdir(), 'flotilla-api-')));
	const database = continuing === undefined ? await prepareData(dataFolder, options) : continuing.database;
	let passed = 0;
	const api = await createApi({
		mail: { showsOutbox: true },
		...options,
		dataFolder,
		log: createLog({ name: 'api', level: 'silent' }),
		settings: { authRateLimit: 0, ...settings },
		demo: { password, ...(demoUsers === undefined ? {} : { users: demoUsers }) },
		databaseUrl: database?.url,
		clock: { now: () => Date.now() + passed },
		templateFolder,
	});
	const { url } = await api.listen({ port: 0 });
	// The thumbnails of the demo files raise events of their own.
	await api.backgroundWorkDone();

	const request: StartedApi['request'] = async (path, { token, json, headers, ...rest } = {}) => {
		const response = await fetch(`${url}${path}`, {
			...rest,
			...(json === undefined ? {} : { body: JSON.stringify(json) }),
			headers: {
				...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
				...(json === undefined ? {} : { 'content-type': 'application/json' }),
				...Object.fromEntries(new Headers(headers)),
			},
		});
		await checkAnswer(new URL(path, url).pathname, rest.method ?? 'GET', response);
		return response;
	};

	const mailsTo: StartedApi['mailsTo'] = async (email) => {
		const { mails } = await readData<{ mails: (OutboxMail & { to: string })[] }>(await request('/api/dev/mails.json'));
		return mails.filter(({ to }) => to === email);
	};

	return {
		api,
		url,
		dataFolder,
		database,
		passTime(seconds) {
			passed += seconds * 1000;
		},
		request,
		mailsTo,
		async createAccount(email, { firstName = 'Test', lastName = 'Person', password: chosen = password } = {}) {
			const account = { firstName, lastName, email, password: chosen, confirmPassword: chosen, acceptTerms: true };
			await readData(await request('/api/auth/register', { method: 'POST', json: account }));
			const token = linkToken((await mailsTo(email))[0]);
			await readData(await request('/api/auth/verify-email', { method: 'POST', json: { token } }));
		},
		async signIn(email = 'admin@flotilla.test', typed = password) {
			const response = await request('/api/auth/login', {
				method: 'POST',
				json: { email, password: typed, refreshTokenDelivery: 'body' },
			});
			return readData(response);
		},
		async stop() {
			await api.close();
			await database?.drop();
			await rm(dataFolder, { recursive: true, force: true });
		},
	};
};

/** The token of the first link in a mail that has one. */
export const linkToken = (mail: OutboxMail | undefined): string => {
	const token = /[?&]token=([\w-]+)/.exec(mail?.text ?? '')?.[1];
	if (token === undefined) throw new Error(`No link with a token in: ${JSON.stringify(mail)}`);
	return token;
};

/** The data of a successful answer; fails loudly on any other. */
export const readData = async <T>(response: Response): Promise<T> => {
	const body = (await response.json()) as { success: boolean; data: T };
	if (!body.success) throw new Error(`Expected success, got ${response.status}: ${JSON.stringify(body)}`);
	return body.data;
};

/** The status and envelope of a failed answer, which has to have the contract's shape. */
export const readFailure = async (response: Response): Promise<ErrorEnvelope & { status: number }> => ({
	...errorEnvelope.parse(await response.json()),
	status: response.status,
});
