import { createLog, isStartError, runMain } from '@flotilla/server';
import { createApi } from './create-api.ts';
import { type Environment, readEnvironment } from './environment.ts';

const start = async (): Promise<void> => {
	let environment: Environment;
	try {
		environment = readEnvironment();
	} catch (error) {
		if (!isStartError(error)) throw error;
		process.stderr.write(`${error.message}\n`);
		process.exit(1);
	}
	const { port, host, logLevel, ...options } = environment;
	const log = createLog({ name: 'api', level: logLevel });
	await runMain(
		async () => {
			const api = await createApi({ ...options, log });
			try {
				const { url } = await api.listen({ port, host });
				log.info({ url }, 'the API is ready');
			} catch (error) {
				await api.close();
				throw error;
			}
			return api;
		},
		{ log },
	);
};

await start();
