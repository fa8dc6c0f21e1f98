import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describeApi, type JsonObject } from '@flotilla/contracts/open-api';

export interface TestApi {
	url: string;
	/** What it says of itself from now on. A text is answered as it is. */
	offer(document: JsonObject | string): void;
	/** Whether it leaves whoever asks without an answer. */
	hang(isHanging: boolean): void;
	/** How often it was asked. */
	asked(): number;
	close(): Promise<void>;
}

/** The part of an API that a registry asks for: a real server with an OpenAPI document, that of the contract at first. */
export const startTestApi = async (): Promise<TestApi> => {
	let text = JSON.stringify(describeApi());
	let isHanging = false;
	let asked = 0;
	const server = createServer((request, response) => {
		if (request.url === '/api/openapi.json') asked += 1;
		if (isHanging) return;
		response.writeHead(request.url === '/api/openapi.json' ? 200 : 404, { 'content-type': 'application/json' });
		response.end(text);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		offer(document) {
			text = typeof document === 'string' ? document : JSON.stringify(document);
		},
		hang(hanging) {
			isHanging = hanging;
		},
		asked: () => asked,
		close: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
};
