import autocannon from 'autocannon';

export interface RequestCase {
	method: 'GET' | 'PATCH';
	path: string;
	/** The body of the n-th request. */
	body?: (n: number) => object;
	token?: string;
}

export interface RequestsOptions {
	url: string;
	case: RequestCase;
	/** Seconds. */
	duration: number;
	/** Requests under way at a time. */
	connections: number;
}

/** Requests answered a second. Throws when one was answered by anything but 2xx. */
export const measureRequests = async ({
	url,
	case: { method, path, body, token },
	duration,
	connections,
}: RequestsOptions): Promise<number> => {
	let sent = 0;
	const result = await autocannon({
		url: `${url}${path}`,
		method,
		connections,
		duration,
		headers: {
			...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
		},
		...(body === undefined
			? {}
			: {
					requests: [
						{
							method,
							setupRequest: (request) => {
								sent += 1;
								return { ...request, body: JSON.stringify(body(sent)) };
							},
						},
					],
				}),
	});
	const failed = result.errors + result.timeouts + result.non2xx;
	if (failed > 0) throw new Error(`${method} ${path}: ${failed} requests failed.`);
	return result['2xx'] / result.duration;
};
