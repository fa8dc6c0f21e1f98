import { examineAssets, examineMissingAsset } from './examine-assets.ts';
import { examinePage } from './examine-page.ts';
import { examineApi, examineServiceWorker, examineSocket } from './examine-services.ts';
import type { DoctorFinding, DoctorReport, Examination } from './finding.ts';

export interface DoctorOptions {
	/** The installation's origin, as browsers reach it. */
	url: string;
	/** Milliseconds for one answer. Default 10,000. */
	timeout?: number;
	/** Seconds that the server's clock and this machine's may differ. Default 60. */
	clockTolerance?: number;
	/** Milliseconds since 1970. Default `Date.now`. */
	now?: () => number;
}

/** Looks at a running installation as a browser would, without a token, and says what is wrong. Changes nothing. */
export const examineInstallation = async ({
	url,
	timeout = 10_000,
	clockTolerance = 60,
	now = () => Date.now(),
}: DoctorOptions): Promise<DoctorReport> => {
	const { origin } = new URL(url);
	const findings: DoctorFinding[] = [];
	let checks = 0;
	/** As a browser keeps them: while a canary runs, two answers without them may be of two compositions. */
	const cookies = new Map<string, string>();
	const examination: Examination = {
		origin,
		async ask(path, headers = {}) {
			try {
				const signal = AbortSignal.timeout(timeout);
				const sent = cookies.size === 0 ? headers : { ...headers, cookie: [...cookies.values()].join('; ') };
				const response = await fetch(origin + path, { headers: sent, signal, redirect: 'manual' });
				for (const cookie of response.headers.getSetCookie()) {
					const [pair = ''] = cookie.split(';');
					cookies.set(pair.slice(0, pair.indexOf('=')), pair);
				}
				return response;
			} catch {
				return null;
			}
		},
		expect(holds, { severity = 'error', ...finding }) {
			checks += 1;
			if (!holds) findings.push({ ...finding, severity });
			return holds;
		},
	};

	const composition = await examinePage(examination, { clockTolerance, now });
	if (!findings.some(({ code }) => code === 'PAGE_UNREACHABLE')) {
		if (composition !== null) {
			await examineAssets(examination, composition);
			await examineMissingAsset(examination, composition);
		}
		await examineServiceWorker(examination);
		await examineApi(examination);
		await examineSocket(examination, { timeout });
	}
	const ok = findings.every(({ severity }) => severity === 'warning');
	return { url: origin, ok, compositionId: composition?.id ?? null, checks, findings };
};
