// The peer of the upload bench: `@tus/server` with its folder store and nothing else.
import { createServer } from 'node:http';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

const { PORT = '0', FOLDER = '' } = process.env;
const tus = new Server({ path: '/files', datastore: new FileStore({ directory: FOLDER }) });
const server = createServer((request, response) => {
	if (request.url === '/healthz') return void response.end('ok');
	void tus.handle(request, response);
});
server.listen(Number(PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
