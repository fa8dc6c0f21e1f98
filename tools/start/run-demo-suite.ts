import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import colors from 'picocolors';
import { browserApps, buildApps, root } from '../suite/build-apps.ts';
import { publishApps } from '../suite/publish-apps.ts';
import { ServiceError } from '../suite/start-service.ts';
import { type Suite, startSuite } from '../suite/start-suite.ts';

const apiPort = Number(process.env.API_PORT ?? 3001);
const registryPort = Number(process.env.REGISTRY_PORT ?? 3000);
const dataFolder = process.env.FLOTILLA_DATA ?? join(root, '.flotilla');
const demoPassword = process.env.DEMO_PASSWORD ?? 'flotilla-demo-2026';

const startedAt = performance.now();
const seconds = () => ((performance.now() - startedAt) / 1_000).toFixed(1).padStart(5);
const report = (line: string) => console.log(`${colors.dim(`${seconds()} s`)}  ${line}`);

/** A sentence for the person who typed `npm start`, and a non-zero exit. */
class StartProblem extends Error {}

const checkSettings = () => {
	if (process.env.NODE_ENV === 'production') {
		throw new StartProblem(
			'npm start makes demo accounts with a public password and refuses to run with NODE_ENV=production; docs/deployment.md says how to run the servers themselves.',
		);
	}
	for (const [name, port] of [
		['API_PORT', apiPort],
		['REGISTRY_PORT', registryPort],
	] as const) {
		if (!Number.isInteger(port) || port < 1 || port > 65_535) {
			throw new StartProblem(`${name} has to be a port between 1 and 65535, not "${process.env[name]}".`);
		}
	}
};

const checkPort = (port: number, variable: string) =>
	new Promise<void>((resolve, reject) => {
		const probe = createServer();
		probe.once('error', () =>
			reject(
				new StartProblem(
					`Port ${port} is taken by another program. Stop it, or choose another port with ${variable}=<port> npm start.`,
				),
			),
		);
		probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
	});

const start = async ({ env = {}, afterReady = () => {} }: RunDemoSuiteOptions) => {
	checkSettings();
	await checkPort(apiPort, 'API_PORT');
	await checkPort(registryPort, 'REGISTRY_PORT');

	report(
		'Building the shell and the remotes, starting the API and the registry (their databases are made at the first start) ...',
	);
	const life = new AbortController();
	const { signal } = life;

	/** Ends everything that was started, or is being started. */
	const end = async () => {
		life.abort();
		const [suite] = await Promise.allSettled([starting, built]);
		if (suite.status === 'fulfilled') await suite.value.stop();
	};
	const stop = async (exitCode: number) => {
		if (signal.aborted) return;
		console.log('\nStopping ...');
		await end();
		console.log('Stopped. Your data is kept; npm start brings it back.');
		process.exit(exitCode);
	};
	// Before anything is started: what comes in between would end this process alone.
	process.on('SIGINT', () => void stop(0));
	process.on('SIGTERM', () => void stop(0));

	const built = buildApps(browserApps, { signal }).then(() =>
		report(`${colors.green('✓')} Built ${browserApps.join(', ')}`),
	);
	// Waited for below, after the servers: without this a failing build would end the process half-way.
	built.catch(() => {});
	const starting = startSuite({
		apiPort,
		registryPort,
		dataFolder,
		demo: true,
		onReady: ({ name, url }) => report(`${colors.green('✓')} The ${name} answers on ${url}`),
		env: { DEMO_PASSWORD: demoPassword, ...env },
		signal,
	});

	let suite: Suite;
	try {
		suite = await starting;
		await built;
		await publishApps({ suite, report: (line) => report(`${colors.green('✓')} ${line}`) });
	} catch (error) {
		// Stopped while it was starting: whoever stops it also ends this process.
		if (signal.aborted) return;
		await end();
		throw error;
	}
	if (signal.aborted) return;

	for (const service of suite.services()) {
		void service.ended.then(() => {
			if (signal.aborted) return;
			console.error(`The ${service.name} ended unexpectedly; its log is in ${relative(root, dataFolder)}/logs.`);
			void stop(1);
		});
	}

	console.log(`
${colors.bold(`Flotilla is ready: http://localhost:${registryPort}`)}

  admin@flotilla.test    may do everything
  member@flotilla.test   may read people and keep files
  password of both:      ${demoPassword}

Mails are not sent; they are shown at http://localhost:${registryPort}/api/dev/mails

Ctrl-C stops everything and keeps the data.`);
	await afterReady({ suite, report });
};

interface RunDemoSuiteOptions {
	/** More environment for both servers. */
	env?: Record<string, string>;
	/** Called once everything is ready. Default: nothing more. */
	afterReady?: (running: { suite: Suite; report: (line: string) => void }) => void | Promise<void>;
}

/** Sets up and runs everything on this machine until Ctrl-C; ends the process when it cannot. */
export const runDemoSuite = async (options: RunDemoSuiteOptions = {}): Promise<void> => {
	try {
		await start(options);
	} catch (error) {
		const expected = error instanceof StartProblem || error instanceof ServiceError;
		console.error(expected ? error.message : error);
		process.exit(1);
	}
};
