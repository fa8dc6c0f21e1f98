import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuthResponse, type ErrorEnvelope, errorEnvelope } from '@flotilla/contracts';
import { createLog } from '@flotilla/server';
import { createTestDatabase, type TestDatabase } from '@flotilla/server/testing';
import { type Api, type ApiOptions, createApi } from '../create-api.ts';
import type { Settings } from '../settings.ts';
import { checkAnswer } from './check-answer.ts';

export const demoPassword = 'flotilla-demo-2026';

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
	/** Signs in; the token in the body. */
	signIn(email?: string, password?: string): Promise<AuthResponse & { refreshToken: string }>;
	stop(): Promise<void>;
}

export interface RequestOptions extends RequestInit {
	token?: string;
	/** Sent as JSON. */
	json?: unknown;
}

const templateFolder = join(tmpdir(), 'flotilla-database-template');

export interface StartApiOptions extends Pick<ApiOptions, 'metrics' | 'redisUrl' | 'reportFault' | 's3'> {
	/** On the data of a server that was closed. */
	continuing?: StartedApi;
	/** Of the demo accounts. Default `demoPassword`. */
	password?: string;
}

export const startApi = async (
	settings: Partial<Settings> = {},
	{ continuing, password = demoPassword, ...options }: StartApiOptions = {},
): Promise<StartedApi> => {
	const dataFolder = continuing?.dataFolder ?? (await mkdtemp(join(tmpdir(), 'flotilla-api-')));
	const database = continuing === undefined ? await createTestDatabase() : continuing.database;
	let passed = 0;
	const api = await createApi({
		...options,
		dataFolder,
		log: createLog({ name: 'api', level: 'silent' }),
		settings: { authRateLimit: 0, ...settings },
		demo: { password },
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
		await checkAnswer(path, rest.method ?? 'GET', response);
		return response;
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
