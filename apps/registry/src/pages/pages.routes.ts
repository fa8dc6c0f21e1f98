import { linkParameter } from '@flotilla/contracts';
import { createHttpError, isHttpError } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import { matchesEntityTag } from '../assets/entity-tag.ts';
import { negotiateEncoding } from '../assets/negotiate-encoding.ts';
import { acceptsPage } from './accepts-page.ts';
import { compressText } from './compress-text.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { createNonces } from './create-nonces.ts';
import { mergesImportMaps } from './merges-import-maps.ts';
import type { Page, PageSource } from './page-source.ts';
import { renderRefusal } from './render-refusal.ts';
import { readVisitor, writeCookies } from './visitor.ts';

const nothingPublished =
	'<!doctype html><html lang="en"><meta charset="utf-8"><title>Flotilla</title><p>Nothing is published here yet: publish a shell, then load this page again.</p></html>';

const securityHeaders = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'strict-origin-when-cross-origin',
	'cross-origin-opener-policy': 'same-origin',
	// A script without a hash is not loaded at all, where a browser knows this (Chrome 138, Safari 26).
	'integrity-policy': 'blocked-destinations=(script)',
};

/** A link's page is for who opened it, and its address for nobody else. */
const linkHeaders = { 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex', vary: '*' };

/** The token of a signed link in an address; several of them are none that was ever made. `null` without one. */
const linkTokenOf = (url: string): string | null => {
	if (!url.includes('?')) return null;
	const tokens = new URLSearchParams(url.split('?').slice(1).join('?')).getAll(linkParameter);
	return tokens.length === 0 ? null : tokens.join(' ');
};

export interface PageRoutesOptions {
	pages: PageSource;
	/** Bytes in base64 for the nonce. Default 16 random ones. */
	createNonce?: (() => string) | undefined;
}

/** Any path that nothing else answers to: the page of the channel, or a JSON 404 for who does not want a page. */
export const registerPageRoutes = (
	app: FastifyInstance,
	{ pages, createNonce = createNonces() }: PageRoutesOptions,
): void => {
	app.get('/*', async (request, reply) => {
		const path = request.url.split('?', 1)[0] ?? '/';
		const { accept, 'sec-fetch-dest': destination } = request.headers;
		const fetchDestination = Array.isArray(destination) ? destination[0] : destination;
		if (!acceptsPage({ path, accept, destination: fetchDestination })) {
			throw createHttpError('NOT_FOUND', { headers: { 'cache-control': 'no-store' } });
		}

		const answerNothing = () =>
			reply
				.code(503)
				.headers({ ...securityHeaders, 'cache-control': 'no-store', 'retry-after': '5' })
				.type('text/html; charset=utf-8')
				.send(nothingPublished);
		const send = async ({ template, brotli = null }: Pick<Page, 'template'> & Partial<Page>) => {
			const nonce = createNonce();
			const encoding = negotiateEncoding(request.headers['accept-encoding'])[0] ?? 'identity';
			const prepared = encoding === 'br' ? brotli?.withNonce(nonce) : undefined;
			const body = prepared ?? (await compressText[encoding](Buffer.from(template.withNonce(nonce))));
			reply.headers({
				...securityHeaders,
				'content-security-policy': contentSecurityPolicy({ nonce, host: request.headers.host ?? request.host }),
			});
			if (encoding !== 'identity') reply.header('content-encoding', encoding);
			return reply.type('text/html; charset=utf-8').send(body);
		};

		const token = linkTokenOf(request.url);
		if (token !== null) {
			reply.headers(linkHeaders);
			try {
				const preview = await pages.findPreview(path, token);
				if (preview === null) return answerNothing();
				reply.header('x-flotilla-composition', preview.compositionId);
				return await send(preview);
			} catch (error) {
				if (!isHttpError(error)) throw error;
				request.log.warn({ code: error.code, reason: error.message, path }, 'a link was refused');
				return reply
					.code(error.statusCode)
					.headers({ ...securityHeaders, 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" })
					.type('text/html; charset=utf-8')
					.send(renderRefusal(error));
			}
		}

		const browser = { mergesImportMaps: mergesImportMaps(request.headers['user-agent']) };
		const page = await pages.find(path, browser, () => readVisitor(request));
		if (page === null) return answerNothing();

		const { visit } = page;
		reply.headers({
			etag: page.tag,
			// While there is a canary a page is one visitor's: what is between must not give it to another.
			'cache-control': visit === null ? 'no-cache' : 'private, no-cache',
			vary: `Accept-Encoding, Accept, Sec-Fetch-Dest, User-Agent${visit === null ? '' : ', Cookie'}`,
			'x-flotilla-composition': page.compositionId,
		});
		if (visit !== null) {
			for (const cookie of writeCookies(visit, { secure: request.protocol === 'https' })) {
				reply.header('set-cookie', cookie);
			}
		}
		// No policy on a 304: its headers replace those of the page the browser has stored (RFC 9111, 4.3.4),
		// and a policy with a new nonce would forbid the styles and scripts that carry the stored one.
		if (matchesEntityTag(request.headers['if-none-match'], page.tag)) return reply.code(304).send();
		return send(page);
	});
};
