import { createHmac, timingSafeEqual } from 'node:crypto';
import { appName, channelName, version } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import * as z from 'zod';
import type { ReadSecret } from '../database/secret-store.ts';

const linkContent = z.strictObject({
	app: appName,
	version,
	/** Whose page it stands on; no other channel's registry takes it. */
	channel: channelName,
	/** Seconds since 1970. */
	expires: z.int(),
});
export type LinkContent = z.infer<typeof linkContent>;

export interface LinkSigner {
	/** Throws `HttpError` VALIDATION_FAILED when it should work for longer than a link may. */
	sign(link: { app: string; version: string; expiresIn: number }): Promise<{ token: string; expiresAt: string }>;
	/** What a token says. Throws `HttpError` LINK_INVALID or LINK_EXPIRED. */
	read(token: string): Promise<LinkContent>;
}

export interface LinkSignerOptions {
	secret: ReadSecret;
	/** The channel whose page is served. */
	channel: string;
	/** Days that a link may work at most. */
	maximumDays: number;
	/** Milliseconds since 1970. Default: the system's clock. */
	now?: () => number;
}

const invalid = () =>
	createHttpError('LINK_INVALID', {
		message: 'This link is not complete, was altered, or is not one of this page. Ask for it again.',
	});

/**
 * Signs links by HMAC-SHA-256: app, version, channel and end are in the token and under the signature, so none of
 * them can be changed, and nothing has to be looked up to know who made it.
 */
export const createLinkSigner = ({
	secret,
	channel,
	maximumDays,
	now = () => Date.now(),
}: LinkSignerOptions): LinkSigner => {
	const mac = async (content: string): Promise<Buffer> =>
		createHmac('sha256', await secret('links'))
			.update(`flotilla-link-v1.${content}`)
			.digest();

	return {
		async sign({ app, version, expiresIn }) {
			if (expiresIn > maximumDays * 86_400) {
				throw createHttpError('VALIDATION_FAILED', {
					errors: { expiresIn: [`A link works for ${maximumDays} days at most.`] },
				});
			}
			const expires = Math.floor(now() / 1000) + expiresIn;
			const link: LinkContent = { app, version, channel, expires };
			const content = Buffer.from(JSON.stringify(link)).toString('base64url');
			const token = `${content}.${(await mac(content)).toString('base64url')}`;
			return { token, expiresAt: new Date(expires * 1000).toISOString() };
		},

		async read(token) {
			const [, content, signature] = /^([\w-]{1,1000})\.([\w-]{43})$/.exec(token) ?? [];
			if (content === undefined || signature === undefined) throw invalid();
			const given = Buffer.from(signature, 'base64url');
			// The text as well: the last of its letters has bits that do not count.
			if (given.toString('base64url') !== signature || !timingSafeEqual(given, await mac(content))) throw invalid();
			const link = linkContent.parse(JSON.parse(Buffer.from(content, 'base64url').toString()));
			if (link.channel !== channel) throw invalid();
			if (link.expires * 1000 <= now()) {
				throw createHttpError('LINK_EXPIRED', {
					message: `This link showed ${link.app} ${link.version} until ${new Date(link.expires * 1000).toISOString()}. Ask for a new one.`,
				});
			}
			return link;
		},
	};
};
