// The floor of `npm run bench -- registry`: what bare `node:http` needs to send the same bytes with the same headers out
// of its memory. `ANSWERS` is a file of what it gives, by path.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { BareAnswer } from './bare-answer.ts';

const answers = new Map(
	(JSON.parse(readFileSync(process.env.ANSWERS ?? '', 'utf8')) as BareAnswer[]).map(({ path, headers, body }) => [
		path,
		{ headers, body: Buffer.from(body, 'base64') },
	]),
);

createServer((request, response) => {
	const found = answers.get(request.url ?? '');
	if (found === undefined) {
		response.writeHead(request.url === '/healthz' ? 200 : 404).end();
	} else if (request.headers['if-none-match'] === found.headers.etag) {
		const { 'content-length': _, 'content-encoding': __, 'content-type': ___, ...headers } = found.headers;
		response.writeHead(304, headers).end();
	} else {
		response.writeHead(200, found.headers).end(found.body);
	}
}).listen(Number(process.env.PORT), '127.0.0.1');
