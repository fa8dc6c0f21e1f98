import { type Endpoint, errorCatalogue, type FieldErrors, roleCan, type User } from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import { HttpResponse, http } from 'msw/http';
import type { BackendInternals, KeptAnswerBody } from './backend-state.ts';
import { FakeFailure } from './failure.ts';
import type { FakeSession } from './fake-sessions.ts';
import { keepAnswer } from './keep-answer.ts';

type Parsed<S> = S extends { _zod: { output: infer O } } ? O : undefined;

interface FakeCall<E extends Endpoint> {
	params: Parsed<E['params']>;
	query: Parsed<E['query']>;
	body: Parsed<E['body']>;
	/** Null where the endpoint is public. */
	caller: E['access'] extends 'public' ? null : User;
	/** Null where the endpoint is public. */
	session: E['access'] extends 'public' ? null : FakeSession;
	request: Request;
}

/** Bytes are a `Blob`, or a whole answer where they stream. */
export type FakeEndpoint<E extends Endpoint> = (
	call: FakeCall<E>,
) => E extends { responseType: 'bytes' }
	? Blob | Promise<Response>
	: Parsed<E['response']> | Promise<Parsed<E['response']>>;

/** A row of the contract as a handler of MSW: the same checks in the same order as the server's. */
export const toHandler = <E extends Endpoint>(
	state: BackendInternals,
	endpoint: E,
	answer: FakeEndpoint<E>,
): RequestHandler => {
	const method = endpoint.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
	const name = `${endpoint.method} ${endpoint.path}`;

	/** The data in its envelope, as text. Throws where it breaks the contract. */
	const encode = (data: unknown, requestId: string) => {
		const checked = endpoint.response.safeParse(data);
		if (!checked.success)
			throw new Error(`The fake ${name} breaks the contract: ${JSON.stringify(checked.error.issues)}`);
		const kept = checked.data as { version?: number; pagination?: object } | null;
		const meta = { timestamp: new Date().toISOString(), requestId, ...pick(kept, 'pagination') };
		const etag = versioned.has(name) && kept?.version !== undefined ? { etag: `"${kept.version}"` } : {};
		const body = JSON.stringify({ data: kept ?? null, success: true, meta });
		return { status: endpoint.status ?? 200, headers: etag as Record<string, string>, body };
	};

	return http[method](`*/api${endpoint.path}`, async ({ request, params }) => {
		const url = new URL(request.url);
		const headers = Object.fromEntries(request.headers);
		state.requests.push({ method: endpoint.method, endpoint: endpoint.path, url: url.pathname + url.search, headers });
		if (state.latency > 0) await new Promise((resolve) => setTimeout(resolve, state.latency));
		const requestId = headers['x-request-id'] ?? `req_${crypto.randomUUID()}`;
		const send = (status: number, body: string, more: Record<string, string> = {}) =>
			new HttpResponse(body, {
				status,
				headers: { 'content-type': 'application/json; charset=utf-8', 'x-request-id': requestId, ...more },
			});
		try {
			const failure = state.takeFailure(name);
			if (failure === 'network') return HttpResponse.error();
			if (failure instanceof FakeFailure) throw failure;
			const caller = endpoint.access === 'public' ? null : authorise(state, endpoint, headers.authorization);
			const text = endpoint.body === undefined ? '' : await request.text();
			const call = {
				params: parse(endpoint.params, params),
				query: parse(endpoint.query, readQuery(url.searchParams)),
				body: endpoint.body === undefined ? undefined : parse(endpoint.body, readJson(text)),
				caller: caller?.user ?? null,
				session: caller?.session ?? null,
				request,
			};
			const carryOut = async (): Promise<Blob | Response | KeptAnswerBody> => {
				// Each part was checked by the schema that types it.
				const data: unknown = await answer(call as FakeCall<E>);
				return data instanceof Blob || data instanceof Response ? data : encode(data, requestId);
			};
			const given = await keepAnswer(state, { caller: call.caller, endpoint, request, text }, carryOut);
			await state.released(name);
			if (failure === 'answer-lost') return HttpResponse.error();
			if (given instanceof Response) return given;
			if (given instanceof Blob) return new HttpResponse(given, { headers: { 'content-type': given.type } });
			return send(given.status, given.body, given.headers);
		} catch (error) {
			await state.released(name);
			if (!(error instanceof FakeFailure)) throw error;
			const { code, message, errors, retryAfter } = error;
			const meta = { timestamp: new Date().toISOString(), requestId };
			return send(
				errorCatalogue[code].status,
				JSON.stringify({ data: null, message, code, success: false, ...(errors && { errors }), meta }),
				retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
			);
		}
	});
};

/** Whose answers have their version as `ETag`. */
const versioned = new Set([
	...['GET /users/:id', 'PATCH /users/:id', 'PATCH /users/:id/status', 'PATCH /users/:id/role'],
	...['GET /files/:id', 'PATCH /files/:id', 'GET /data/:collection/definition', 'PUT /data/:collection/definition'],
	...[
		'POST /data/:collection',
		'GET /data/:collection/:id',
		'PUT /data/:collection/:id',
		'PATCH /data/:collection/:id',
	],
]);

const pick = (data: object | null, key: string): object =>
	data !== null && key in data ? { [key]: (data as Record<string, unknown>)[key] } : {};

const authorise = (state: BackendInternals, { access }: Endpoint, header: string | undefined) => {
	const token = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
	if (token === undefined) throw new FakeFailure('AUTHENTICATION_REQUIRED');
	const user = userOfToken(state, token);
	if (access !== 'public' && access !== 'signed-in' && !roleCan(user.role, access)) throw new FakeFailure('FORBIDDEN');
	// A token that a test put there belongs to no session so far.
	const session = state.sessions.ofToken(token) ?? state.sessions.start(user.id, null);
	if (!session.tokens.includes(token)) session.tokens.push(token);
	return { user, session };
};

/** Who a token stands for. Throws what the server answers to one that is not good. */
export const userOfToken = (state: BackendInternals, token: string): User => {
	const userId = state.tokens.get(token);
	if (userId === undefined) {
		const fate = state.sessions.fateOf(token);
		throw new FakeFailure(
			fate === 'revoked' ? 'SESSION_REVOKED' : fate === 'expired' ? 'TOKEN_EXPIRED' : 'TOKEN_INVALID',
		);
	}
	const user = state.users.find(({ id }) => id === userId);
	if (user === undefined) throw new FakeFailure('SESSION_REVOKED');
	if (user.status !== 'active') throw new FakeFailure('ACCOUNT_INACTIVE');
	return user;
};

/** A name that is given several times has a list of values. */
const readQuery = (search: URLSearchParams): Record<string, string | string[]> =>
	Object.fromEntries(
		[...new Set(search.keys())].map((name) => {
			const values = search.getAll(name);
			return [name, values.length > 1 ? values : (values[0] ?? '')];
		}),
	);

const readJson = (text: string): unknown => {
	if (text === '') return undefined;
	try {
		return JSON.parse(text);
	} catch {
		throw new FakeFailure('MALFORMED_JSON');
	}
};

const parse = (schema: Endpoint['query'], value: unknown) => {
	if (schema === undefined) return undefined;
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const errors: FieldErrors = {};
	for (const issue of parsed.error.issues) {
		// As on the server: a key that nobody knows is to blame, and not what it is in.
		const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
		for (const path of paths) {
			const field = path.join('.') || '_';
			errors[field] = [...(errors[field] ?? []), issue.message];
		}
	}
	throw new FakeFailure('VALIDATION_FAILED', { errors });
};
