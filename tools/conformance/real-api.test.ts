import { demoPassword } from '../../apps/api/src/testing/seeded-folder.ts';
import { linkToken, type StartedApi, startApi } from '../../apps/api/src/testing/start-api.ts';
import { describeConformance } from '../../shared/testing/src/conformance/describe-conformance.ts';

const startTarget = async () => {
	const started: StartedApi = await startApi();
	return {
		fetch: (path: string, init?: RequestInit) => fetch(`${started.url}${path}`, init),
		openSocket: () => new WebSocket(`${started.url.replace('http', 'ws')}/ws`),
		administrator: { email: 'admin@flotilla.test', password: demoPassword },
		async lastLinkTo(email: string) {
			const mail = (await started.mailsTo(email)).find(({ text }) => text.includes('token='));
			return mail === undefined ? undefined : linkToken(mail);
		},
		stop: () => started.stop(),
	};
};

describeConformance('the real API', startTarget);
