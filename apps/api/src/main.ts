import { assertPortFree, createLog, readOrExit, runMain } from '@flotilla/server';
import { createApi } from './create-api.ts';
import { readEnvironment } from './environment.ts';

const { port, host, logLevel, ...options } = readOrExit(() => readEnvironment());
const log = createLog({ name: 'api', level: logLevel });

const start = async () => {
	await assertPortFree({ port, host });
	const api = await createApi({ ...options, log });
	try {
		const { url } = await api.listen({ port, host });
		log.info({ url }, 'the API is ready');
		return api;
	} catch (error) {
		await api.close();
		throw error;
	}
};

await runMain(start, { log });
