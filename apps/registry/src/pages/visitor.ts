import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { needsDevice, type Rollout } from '../canary/rollout.ts';

/** Random, made when a channel has a canary; says nothing but that it is the same browser. */
const deviceCookie = 'flotilla-device';
/** The name of the cohort that somebody opted in to. */
export const cohortName = 'flotilla-cohort';

const cookieAge = 365 * 86_400;

/** What a request says of who looks at the page. */
export interface Visitor {
	/** `null` for a browser that has none yet. */
	device: string | null;
	cohort: string | null;
	/** The cohort in the page's address, where there is one; empty to leave it. */
	wish: string | null;
}

/** Whose page it is, and what their browser is to remember. */
export interface Visit {
	device: string | null;
	cohort: string | null;
	/** By name; `null` forgets one. */
	cookies: Readonly<Record<string, string | null>>;
}

/** Reads what is well formed; all else is as if it was not there. */
export const readVisitor = ({ headers, url }: Pick<FastifyRequest, 'headers' | 'url'>): Visitor => {
	const cookies = new Map(
		(headers.cookie ?? '').split(/; */).map((pair) => {
			const at = pair.indexOf('=');
			return [pair.slice(0, at), pair.slice(at + 1)];
		}),
	);
	const matching = (text: string | null | undefined, pattern: RegExp): string | null =>
		text !== null && text !== undefined && pattern.test(text) ? text : null;
	const wish = url.includes(`${cohortName}=`)
		? new URLSearchParams(url.slice(url.indexOf('?') + 1)).get(cohortName)
		: null;
	return {
		device: matching(cookies.get(deviceCookie), /^[\w-]{22}$/),
		cohort: matching(cookies.get(cohortName), /^[a-z][a-z0-9-]{0,39}$/),
		wish: matching(wish, /^(?:[a-z][a-z0-9-]{0,39})?$/),
	};
};

/**
 * A visitor of a channel that has canaries. One who is new gets a device; a cohort in the address is remembered if a
 * canary is for it, which needs no trust: it says what its visitor wants, and gives no right to anything.
 */
export const admitVisitor = (rollout: Rollout, { device, cohort, wish }: Visitor): Visit => {
	const cookies: Record<string, string | null> = {};
	let wanted = cohort;
	if (wish === '') {
		wanted = null;
		if (cohort !== null) cookies[cohortName] = null;
	} else if (wish !== null && wish !== cohort && rollout.canaries.some((canary) => canary.cohort === wish)) {
		wanted = wish;
		cookies[cohortName] = wish;
	}
	let known = device;
	if (known === null && needsDevice(rollout)) {
		known = randomBytes(16).toString('base64url');
		cookies[deviceCookie] = known;
	}
	return { device: known, cohort: wanted, cookies };
};

/** `Set-Cookie` lines. Not for scripts, and not for other sites but when somebody follows a link from there. */
export const writeCookies = ({ cookies }: Visit, { secure }: { secure: boolean }): string[] =>
	Object.entries(cookies).map(([name, value]) =>
		[
			`${name}=${value ?? ''}`,
			'Path=/',
			`Max-Age=${value === null ? 0 : cookieAge}`,
			'HttpOnly',
			'SameSite=Lax',
			...(secure ? ['Secure'] : []),
		].join('; '),
	);
