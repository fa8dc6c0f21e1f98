import { type Composition, compositionElementId, composition as compositionSchema } from '@flotilla/contracts';
import type { Examination } from './finding.ts';

const readComposition = (html: string): Composition | null => {
	const [, text] = new RegExp(`<script[^>]*id="${compositionElementId}"[^>]*>([^<]*)</script>`).exec(html) ?? [];
	try {
		return text === undefined ? null : compositionSchema.parse(JSON.parse(text));
	} catch {
		return null;
	}
};

const nonceOf = (policy: string): string | undefined => /script-src[^;]*'nonce-([^']+)'/.exec(policy)?.[1];

export interface PageOptions {
	/** Seconds that the two clocks may differ. */
	clockTolerance: number;
	/** Milliseconds since 1970. */
	now: () => number;
}

/** Whether the page answers as it should; gives the composition it carries. */
export const examinePage = async (
	{ origin, ask, expect }: Examination,
	{ clockTolerance, now }: PageOptions,
): Promise<Composition | null> => {
	const url = `${origin}/`;
	const asked = now();
	const response = await ask('/', { accept: 'text/html' });
	if (!expect(response !== null, { code: 'PAGE_UNREACHABLE', message: 'Nothing answers.', url }) || !response)
		return null;
	const html = await response.text().catch(() => '');
	const isPage = response.status === 200 && (response.headers.get('content-type') ?? '').startsWith('text/html');
	const what = `${response.status} ${response.headers.get('content-type') ?? 'without a content type'}`;
	if (!expect(isPage, { code: 'PAGE_MISSING', message: `The answer is ${what}, not a page.`, url })) return null;

	const caching = response.headers.get('cache-control') ?? '';
	expect(/\bno-cache\b/.test(caching), {
		code: 'PAGE_CACHED',
		message: `The page has cache-control "${caching}", not no-cache: a deploy or a rollback does not reach everybody.`,
		url,
	});

	const policy = response.headers.get('content-security-policy') ?? '';
	const nonce = nonceOf(policy);
	const hasPolicy = expect(nonce !== undefined, {
		code: 'POLICY_MISSING',
		message: 'The page has no Content-Security-Policy with a nonce for scripts.',
		url,
	});
	if (hasPolicy) {
		expect(!/'unsafe-(?:inline|eval)'/.test(policy), {
			code: 'POLICY_UNSAFE',
			message: "The page's Content-Security-Policy allows 'unsafe-inline' or 'unsafe-eval'.",
			url,
		});
		expect(html.includes(`nonce="${nonce}"`), {
			code: 'PAGE_ALTERED',
			message: 'The nonce of the policy is not that of the page: something changes one of them on the way.',
			url,
		});
		const second = await ask('/', { accept: 'text/html' });
		await second?.body?.cancel();
		expect(second !== null && nonceOf(second.headers.get('content-security-policy') ?? '') !== nonce, {
			code: 'NONCE_REUSED',
			message: 'Two answers have the same nonce: something between keeps pages.',
			url,
		});
	}

	const tag = response.headers.get('etag');
	const again = tag === null ? null : await ask('/', { accept: 'text/html', 'if-none-match': tag });
	await again?.body?.cancel();
	expect(again?.status === 304, {
		code: 'PAGE_NOT_REVALIDATED',
		severity: 'warning',
		message: tag === null ? 'The page has no ETag.' : 'A page with the ETag of the present one is sent again in full.',
		url,
	});

	const date = Date.parse(response.headers.get('date') ?? '');
	const skew = Math.round(Math.abs(date - asked) / 1000);
	expect(!(skew > clockTolerance), {
		code: 'CLOCK_WRONG',
		severity: 'warning',
		message: `The clocks of the server and of this machine differ by ${skew} s.`,
		url,
	});

	const { protocol, hostname } = new URL(origin);
	expect(protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname), {
		code: 'ORIGIN_INSECURE',
		severity: 'warning',
		message: 'Without HTTPS browsers give pages no service worker and no push messages.',
		url,
	});

	const composition = readComposition(html);
	expect(composition !== null, {
		code: 'COMPOSITION_UNREADABLE',
		message: 'The page carries no composition that can be read.',
		url,
	});
	return composition;
};
