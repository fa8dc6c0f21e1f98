import { createTransport } from 'nodemailer';

export interface OutgoingMail {
	id: string;
	to: string;
	subject: string;
	text: string;
	html: string;
}

export interface MailTransport {
	/** Resolves when the next server has taken the mail over; rejects otherwise. */
	send(mail: OutgoingMail): Promise<void>;
	close(): void;
}

export interface SmtpTransportOptions {
	/** `smtp://user:password@host:port`, or `smtps://…` for TLS from the start. */
	url: string;
	/** An address, with or without a name: `Flotilla <no-reply@example.org>`. */
	from: string;
}

/** Milliseconds. A server that hangs must not hold the queue up for longer than a mail is leased. */
const timeout = 30_000;

export const createSmtpTransport = ({ url, from }: SmtpTransportOptions): MailTransport => {
	const transporter = createTransport({
		url,
		connectionTimeout: timeout,
		greetingTimeout: timeout,
		socketTimeout: 2 * timeout,
		// Mails here never name files or addresses to fetch.
		disableFileAccess: true,
		disableUrlAccess: true,
	});
	return {
		async send({ id, to, subject, text, html }) {
			// An object, so that nothing in the address is read as a second recipient.
			const recipient = { name: '', address: to };
			// The same id at every attempt: a mail that was sent twice can be known as one.
			await transporter.sendMail({ from, to: recipient, subject, text, html, messageId: `<${id}@flotilla>` });
		},
		close: () => transporter.close(),
	};
};

/** Whether another attempt is in vain: the server has refused this recipient or this mail for good. */
export const isPermanentFailure = (error: unknown): boolean =>
	error instanceof Error &&
	'code' in error &&
	(error.code === 'EENVELOPE' || error.code === 'EMESSAGE') &&
	(!('responseCode' in error) || Number(error.responseCode) >= 500);
