// Answers every request with the text it was started with, in a process of its own: its time is not the client's.
import { createServer } from 'node:http';

const text = process.argv[2] ?? '';
const server = createServer((request, response) => {
	request.resume().on('end', () => {
		response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'x-request-id': 'req_1' });
		response.end(text);
	});
});
server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	process.send?.(typeof address === 'object' ? address?.port : undefined);
});
process.once('disconnect', () => process.exit(0));
