import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { join } from 'node:path';
import getPort from 'get-port';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { type StartedApi, startApi } from '../../apps/api/src/testing/start-api.ts';
import { chromiumArgs, findChromium } from '../browser/find-chromium.ts';
import { root } from '../suite/build-apps.ts';
import { publishApps } from '../suite/publish-apps.ts';
import { startService } from '../suite/start-service.ts';
import { publishProbes } from './probe-remotes.ts';

export interface RefreshSoakOptions {
	/** How often every token ends. */
	rounds: number;
	/** Tabs of one browser, each with three remotes. Default 20. */
	tabs?: number;
	report?(line: string): void;
}

const account = { email: 'admin@flotilla.test', password: 'a-password-for-the-soak' };

/** Seconds; more than the life of an access token, less than that of a session. */
const pastTheToken = 1000;

/** In every this many rounds the answer of the first refresh gets lost on its way. */
const lossEvery = 3;

/**
 * Lets the access token of many tabs end on the server, whose clock is moved on while the tabs know nothing of it, and
 * makes all remotes of all tabs call at once. Resolves with what went wrong: more or less than one rotation of the
 * refresh token, a call that failed, somebody who was signed out. Needs the builds of `npm run build`.
 */
export const soakRefresh = async ({
	rounds,
	tabs: tabCount = 20,
	report = () => undefined,
}: RefreshSoakOptions): Promise<readonly string[]> => {
	const problems: string[] = [];
	const ends: (() => Promise<unknown>)[] = [];
	try {
		const port = await getPort();
		const origin = `http://localhost:${port}`;
		const started = await startApi({ allowedOrigins: [origin], trustProxy: true }, { password: account.password });
		ends.unshift(() => started.stop());
		const folder = join(started.dataFolder, 'registry');
		const registry = await startService({
			name: 'registry',
			script: join(root, 'apps/registry/src/main.ts'),
			env: { PORT: String(port), DATA_FOLDER: folder, API_URL: started.url, LOG_LEVEL: 'error' },
			readyUrl: `http://127.0.0.1:${port}/readyz`,
			logFile: join(started.dataFolder, 'registry.log'),
		});
		ends.unshift(() => registry.stop());
		const suite = { registryUrl: registry.url, publishTokenFile: join(folder, 'publish-token') };
		await publishApps({ suite });
		await publishProbes(suite);

		const executablePath = findChromium();
		const browser = await chromium.launch({
			args: [...chromiumArgs],
			...(executablePath === undefined ? {} : { executablePath }),
		});
		ends.unshift(() => browser.close());
		const context = await browser.newContext();
		const rotations = () => countRotations(started);
		const before = await rotations();
		const tabs = await openTabs(context, origin, tabCount);
		const opening = (await rotations()) - before;
		// The first one signed in, the others got its token.
		if (opening !== 1) problems.push(`opening ${tabCount} tabs took ${opening} refresh tokens, not 1`);

		for (let round = 1; round <= rounds; round += 1) {
			const isLost = round % lossEvery === 0;
			const losses = isLost ? loseNextRefresh(started) : null;
			const refused = countRefusals(context);
			const earlier = await rotations();
			started.passTime(pastTheToken);
			const outcomes = await Promise.all(tabs.map(callFromAllRemotes));
			const turned = (await rotations()) - earlier;
			const failures = outcomes.flatMap(({ failed }) => failed);
			const signedOut = outcomes.filter(({ status }) => status !== 'signed-in').length;
			if (turned !== 1) problems.push(`round ${round}: ${turned} rotations`);
			if (signedOut > 0) problems.push(`round ${round}: ${signedOut} tabs were signed out`);
			if (refused.stop() < 2)
				problems.push(`round ${round}: ${refused.stop()} calls were refused, so nothing was tested`);
			if (losses !== null && losses() === 0) problems.push(`round ${round}: no answer was lost`);
			problems.push(...failures.map((failure) => `round ${round}: ${failure}`));
			report(
				`round ${round}: ${refused.stop()} of ${tabCount * 3} calls refused at once, ${turned} rotation${isLost ? ', an answer lost' : ''}`,
			);
		}
	} finally {
		for (const end of ends) await end();
	}
	return problems;
};

/** Every refresh token that was ever given out, the first of each session included. */
const countRotations = async ({ api }: StartedApi): Promise<number> => {
	const { count } = await api.database
		.selectFrom('refresh_tokens')
		.select(({ fn }) => fn.countAll().as('count'))
		.executeTakeFirstOrThrow();
	return Number(count);
};

const openTabs = async (context: BrowserContext, origin: string, count: number): Promise<Page[]> => {
	const first = await context.newPage();
	await first.goto(origin);
	await first.getByLabel('E-mail').fill(account.email);
	await first.getByLabel('Password', { exact: true }).fill(account.password);
	await first.getByRole('button', { name: 'Sign in' }).click();
	await waitForRemotes(first);
	const tabs = [first];
	while (tabs.length < count) {
		const tab = await context.newPage();
		// Starts the remote where people sign in, which leads whoever is signed in on to the page with the others.
		await tab.goto(`${origin}/auth/sign-in`);
		await waitForRemotes(tab);
		tabs.push(tab);
	}
	return tabs;
};

const waitForRemotes = (page: Page) =>
	page.waitForFunction(() => {
		const { __remotes: remotes = {} } = globalThis as unknown as { __remotes?: Record<string, unknown> };
		return Object.keys(remotes).length === 3;
	});

interface Outcome {
	status: string;
	failed: string[];
}

/** What a remote is started with, as far as it is used here. */
interface Remote {
	api: Record<'auth' | 'users' | 'files', Record<string, (...parts: unknown[]) => Promise<unknown>>>;
	session: { store: { getState(): { status: string } } };
}

const callFromAllRemotes = (page: Page): Promise<Outcome> =>
	page.evaluate(async () => {
		const { __remotes: remotes } = globalThis as unknown as { __remotes: Record<'auth' | 'users' | 'files', Remote> };
		const anew = { dedupe: false };
		const settled = await Promise.allSettled([
			remotes.auth.api.auth.listSessions?.(anew),
			remotes.users.api.users.list?.({}, anew),
			remotes.files.api.files.list?.({}, anew),
		]);
		return {
			status: remotes.users.session.store.getState().status,
			failed: settled.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : [])),
		};
	});

const countRefusals = (context: BrowserContext) => {
	let count = 0;
	const hear = (response: { status(): number }): void => {
		if (response.status() === 401) count += 1;
	};
	context.on('response', hear);
	return {
		stop() {
			context.off('response', hear);
			return count;
		},
	};
};

/** The server does what it is asked, and its answer does not arrive. Returns how many answers were lost. */
const loseNextRefresh = ({ api }: StartedApi): (() => number) => {
	let lost = 0;
	const server = api.app.server as Server;
	const intercept = (request: IncomingMessage, response: ServerResponse): void => {
		if (!request.url?.endsWith('/auth/refresh')) return;
		server.off('request', intercept);
		response.end = () => {
			lost += 1;
			return response.destroy();
		};
	};
	server.prependListener('request', intercept);
	return () => lost;
};
