import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server on a port of its own. */
export interface TestSmtpServer {
	url: string;
	received: { from: string; to: string[]; source: string }[];
	/** Recipients that were named so far, refused ones included. */
	readonly attempts: number;
	/** Refuses nobody from now on. */
	accept(): void;
	close(): Promise<void>;
}

export interface TestSmtpServerOptions {
	/** The answer to a recipient; undefined accepts it. Default: everybody is accepted. */
	refuse?: (to: string) => { code: number; message: string } | undefined;
}

export const startSmtpServer = async ({
	refuse = () => undefined,
}: TestSmtpServerOptions = {}): Promise<TestSmtpServer> => {
	const received: TestSmtpServer['received'] = [];
	let refusal = refuse;
	let attempts = 0;
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onRcptTo({ address }, _session, done) {
			attempts += 1;
			const refused = refusal(address);
			done(refused === undefined ? null : Object.assign(new Error(refused.message), { responseCode: refused.code }));
		},
		onData(stream, { envelope }, done) {
			void text(stream).then((source) => {
				const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
				received.push({ from, to: envelope.rcptTo.map(({ address }) => address), source });
				done();
			});
		},
	});
	const listening = server.listen(0, '127.0.0.1');
	await once(listening, 'listening');
	const { port } = listening.address() as AddressInfo;
	return {
		url: `smtp://127.0.0.1:${port}`,
		received,
		get attempts() {
			return attempts;
		},
		accept() {
			refusal = () => undefined;
		},
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
};
