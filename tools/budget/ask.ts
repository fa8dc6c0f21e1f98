import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

export type Encoding = 'br' | 'gzip' | 'identity';

export interface AskOptions {
	/** The registry's origin. */
	registry: string;
	/** A path on it. */
	url: string;
	/** The one encoding that is accepted. */
	encoding: Encoding;
	/** Default `GET`. */
	method?: 'GET' | 'HEAD';
	/** Default `*\/*`. */
	accept?: string;
}

export interface Answer {
	/** Bytes of the status line and the header fields, as HTTP/1.1 writes them. HTTP/2 writes them shorter. */
	headSize: number;
	/** The `Content-Length` it has, which a `HEAD` has as well; `NaN` without. */
	contentLength: number;
	/** As it was sent, so maybe compressed. */
	body: Buffer;
}

/** The page's address as its answer knows it, whatever the port of the test is: it stands in a header. */
const host = 'app.example.org';

/** What most people have: a browser that takes the hashes of other remotes later than with the page. */
const userAgent =
	'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** Asks as a browser does, and takes the answer as it was sent. Throws where it is not a 200. */
export const ask = async ({ registry, url, encoding, method = 'GET', accept = '*/*' }: AskOptions): Promise<Answer> => {
	const asking = request(new URL(url, registry), {
		method,
		headers: { host, accept, 'accept-encoding': encoding, 'user-agent': userAgent },
	}).end();
	const [response] = (await once(asking, 'response')) as [IncomingMessage];
	const body = await buffer(response);
	if (response.statusCode !== 200) throw new Error(`${method} ${url} answered ${response.statusCode}: ${body}`);
	const lines = [`HTTP/1.1 ${response.statusCode} ${response.statusMessage}`];
	for (let index = 0; index < response.rawHeaders.length; index += 2) {
		lines.push(`${response.rawHeaders[index]}: ${response.rawHeaders[index + 1]}`);
	}
	return {
		headSize: Buffer.byteLength(`${lines.join('\r\n')}\r\n\r\n`),
		contentLength: Number(response.headers['content-length']),
		body,
	};
};
