import { type Endpoint, errorCatalogue, roleCan, type User } from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import { HttpResponse, http } from 'msw/http';
import type { BackendInternals } from './backend-state.ts';
import { FakeFailure } from './failure.ts';

type Parsed<S> = S extends { _zod: { output: infer O } } ? O : undefined;

interface FakeCall<E extends Endpoint> {
	params: Parsed<E['params']>;
	query: Parsed<E['query']>;
	body: Parsed<E['body']>;
	/** Null where the endpoint is public. */
	caller: E['access'] extends 'public' ? null : User;
	request: Request;
}

export type FakeEndpoint<E extends Endpoint> = (
	call: FakeCall<E>,
) => E extends { responseType: 'bytes' } ? Blob : Parsed<E['response']> | Promise<Parsed<E['response']>>;

/** A row of the contract as a handler of MSW: the same checks in the same order as the server's. */
export const toHandler = <E extends Endpoint>(
	state: BackendInternals,
	endpoint: E,
	answer: FakeEndpoint<E>,
): RequestHandler => {
	const method = endpoint.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
	const name = `${endpoint.method} ${endpoint.path}`;
	return http[method](`*/api${endpoint.path}`, async ({ request, params }) => {
		const url = new URL(request.url);
		const headers = Object.fromEntries(request.headers);
		state.requests.push({ method: endpoint.method, endpoint: endpoint.path, url: url.pathname + url.search, headers });
		if (state.latency > 0) await new Promise((resolve) => setTimeout(resolve, state.latency));
		const requestId = headers['x-request-id'] ?? crypto.randomUUID();
		const meta = { timestamp: new Date().toISOString(), requestId };
		try {
			const failure = state.takeFailure(name);
			if (failure === 'network') return HttpResponse.error();
			if (failure !== undefined) throw failure;
			const caller = endpoint.access === 'public' ? null : authorise(state, endpoint, headers.authorization);
			const call = {
				params: parse(endpoint.params, params),
				query: parse(endpoint.query, Object.fromEntries(url.searchParams)),
				body: endpoint.body === undefined ? undefined : parse(endpoint.body, await readJson(request)),
				caller,
				request,
			};
			// Each part was checked by the schema that types it.
			const data = await answer(call as FakeCall<E>);
			await state.released(name);
			if (data instanceof Blob) return new HttpResponse(data, { headers: { 'content-type': data.type } });
			const checked = endpoint.response.safeParse(data);
			if (!checked.success)
				throw new Error(`The fake ${name} breaks the contract: ${JSON.stringify(checked.error.issues)}`);
			return HttpResponse.json(
				{ data: checked.data as object, success: true, meta },
				{ status: endpoint.status ?? 200 },
			);
		} catch (error) {
			await state.released(name);
			if (!(error instanceof FakeFailure)) throw error;
			const { code, message, errors, retryAfter } = error;
			return HttpResponse.json(
				{ data: null, message, code, success: false, ...(errors && { errors }), meta },
				{
					status: errorCatalogue[code].status,
					headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
				},
			);
		}
	});
};

const authorise = (state: BackendInternals, { access }: Endpoint, header: string | undefined): User => {
	if (header === undefined) throw new FakeFailure('AUTHENTICATION_REQUIRED');
	const userId = state.tokens.get(header.replace(/^Bearer /, ''));
	if (userId === undefined) throw new FakeFailure('TOKEN_EXPIRED');
	const user = state.users.find(({ id }) => id === userId);
	if (user === undefined) throw new FakeFailure('TOKEN_INVALID');
	if (access !== 'public' && access !== 'signed-in' && !roleCan(user.role, access)) throw new FakeFailure('FORBIDDEN');
	return user;
};

const readJson = async (request: Request): Promise<unknown> => {
	const text = await request.text();
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
	const errors: Record<string, string[]> = {};
	for (const { path, message } of parsed.error.issues) {
		const field = path.join('.') || '_';
		errors[field] = [...(errors[field] ?? []), message];
	}
	throw new FakeFailure('VALIDATION_FAILED', { errors });
};
