import { assertPortFree, createLog, readOrExit, runMain } from '@flotilla/server';
import { createApi } from './create-api.ts';
import { readEnvironment } from './environment.ts';
import { connectSentry } from './faults/sentry.ts';

const { port, host, logLevel, metricsToken, sentry, ...options } = readOrExit(() => readEnvironment());
const log = createLog({ name: 'api', level: logLevel });

const start = async () => {
	await assertPortFree({ port, host });
	const faults = sentry && (await connectSentry(sentry));
	const api = await createApi({
		...options,
		log,
		reportFault: faults?.report,
		metrics: { token: metricsToken, ofProcess: true },
	});
	const close = async () => {
		await api.close();
		await faults?.close();
	};
	try {
		const { url } = await api.listen({ port, host });
		log.info({ url }, 'the API is ready');
		return { close };
	} catch (error) {
		await close();
		throw error;
	}
};

await runMain(start, { log });
