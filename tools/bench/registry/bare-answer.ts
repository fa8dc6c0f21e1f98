import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What a bare server gives for a path: bytes as they were sent, encoded or not, in base64. */
export interface BareAnswer {
	path: string;
	headers: Record<string, string | string[]>;
	body: string;
}

/** What a server answers to a browser, as it comes over the wire. Rejects unless that is 200. */
export const recordAnswer = async (url: string, path: string, accept: string): Promise<BareAnswer> => {
	const { promise, resolve, reject } = Promise.withResolvers<import('node:http').IncomingMessage>();
	request(new URL(path, url), { headers: { accept, 'accept-encoding': 'br' } }, resolve)
		.on('error', reject)
		.end();
	const response = await promise;
	const body = await buffer(response);
	if (response.statusCode !== 200) throw new Error(`${path} was answered ${response.statusCode}.`);
	const { connection: _, 'keep-alive': __, date: ___, 'transfer-encoding': ____, ...headers } = response.headers;
	return {
		path,
		headers: Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value ? [[name, value]] : []))),
		body: body.toString('base64'),
	};
};
