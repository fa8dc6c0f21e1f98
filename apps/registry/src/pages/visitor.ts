import { randomBytes } from 'node:crypto';
import { cohortParameter } from '@flotilla/contracts';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyRequest } from 'fastify';
import { cohort as cohortName } from '../canary/cohort.ts';
import { needsDevice, type Rollout } from '../canary/rollout.ts';

/** Random, made when a channel has a canary; says nothing but that it is the same browser. */
const deviceCookie = 'flotilla-device';
const devicePattern = /^[\w-]{22}$/;

/** Seconds. */
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
	const cookies = parseCookie(headers.cookie ?? '');
	const device = cookies[deviceCookie];
	const cohort = cohortName.safeParse(cookies[cohortParameter]);
	const wish = url.includes(`${cohortParameter}=`)
		? new URLSearchParams(url.slice(url.indexOf('?') + 1)).get(cohortParameter)
		: null;
	return {
		device: device !== undefined && devicePattern.test(device) ? device : null,
		cohort: cohort.success ? cohort.data : null,
		wish: wish === '' || cohortName.safeParse(wish).success ? wish : null,
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
		if (cohort !== null) cookies[cohortParameter] = null;
	} else if (wish !== null && wish !== cohort && rollout.canaries.some((canary) => canary.cohort === wish)) {
		wanted = wish;
		cookies[cohortParameter] = wish;
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
		stringifySetCookie({
			name,
			value: value ?? '',
			path: '/',
			maxAge: value === null ? 0 : cookieAge,
			httpOnly: true,
			sameSite: 'lax',
			secure,
		}),
	);
