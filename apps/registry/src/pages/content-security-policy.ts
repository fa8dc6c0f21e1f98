import { trustedTypesDirectives } from './trusted-types.ts';

/** A host that may be written into a header: name or address, and a port. */
const plainHost = /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::\d{1,5})?$/i;

export interface PolicyOptions {
	/** 128 random bits in base64, new for each response. */
	nonce: string;
	/** The request's `Host`; left out of the policy when it is not a plain host. */
	host: string | undefined;
}

/**
 * The page's Content-Security-Policy. Scripts and styles come from this origin or carry the nonce, and
 * text becomes neither but by the policy of `trustedTypesScript`.
 *
 * The socket's addresses are spelt out beside `'self'`: Safari before 15.4 does not count `ws:` as the same origin.
 */
export const contentSecurityPolicy = ({ nonce, host }: PolicyOptions): string => {
	const sockets = host !== undefined && plainHost.test(host) ? ` ws://${host} wss://${host}` : '';
	return [
		"default-src 'self'",
		`script-src 'self' 'nonce-${nonce}'`,
		`style-src 'self' 'nonce-${nonce}'`,
		"img-src 'self' blob: data:",
		`connect-src 'self'${sockets}`,
		"worker-src 'self'",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'",
		...trustedTypesDirectives,
	].join('; ');
};
