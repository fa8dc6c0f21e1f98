import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { trustCertificate } from './trust-certificate.ts';

test('the certificate that was made last is trusted, whatever was made before it', async () => {
	for (const time of ['first', 'second']) {
		const folder = await mkdtemp(join(tmpdir(), 'flotilla-certificate-'));
		const { certFile, keyFile } = await trustCertificate(folder);
		const options = { cert: await readFile(certFile), key: await readFile(keyFile) };
		const server = createServer(options, (_request, response) => response.end('there'));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		try {
			const answer = await fetch(`https://localhost:${(server.address() as AddressInfo).port}/`);
			expect(await answer.text(), time).toBe('there');
		} finally {
			server.closeAllConnections();
			server.close();
			await rm(folder, { recursive: true });
		}
	}
});
