import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { publishVersion } from '../../tools/suite/publish-version.ts';
import { buildChanged } from '../fixtures/suite.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

const remotes = ['auth', 'users', 'files'];

// Put into each app's source: it keeps, by app, what the app sees under the shared names.
const probe = (app: string) => `
import * as probedReact from 'react';
import * as probedReactDom from 'react-dom';
import * as probedRouter from 'react-router';
import * as probedSwr from 'swr';
import * as probedZustand from 'zustand';
import * as probedApiClient from '@flotilla/api-client';
import * as probedBus from '@flotilla/event-bus';
import * as probedSession from '@flotilla/session';
import * as probedCache from '@flotilla/data-cache';
import * as probedUi from '@flotilla/ui';
const seen = ((globalThis as any).__seen ??= {});
seen.${app} = {
	'react': probedReact.useState, 'react-dom': probedReactDom.createPortal, 'react-router': probedRouter.useNavigate,
	'swr': probedSwr.default, "swr's own cache": probedSwr.SWRConfig.defaultValue.cache, 'zustand': probedZustand.createStore,
	'api-client': probedApiClient.createApiClient, 'event-bus': probedBus.createEventBus, 'session': probedSession.createSession,
	'data-cache': probedCache.createDataCache, 'ui': probedUi.Button,
};
`;

test('React, SWR, the API client, the session and the bus are one object each, seen from the shell and from every remote', async ({
	startOwnSuite,
	openBrowser,
}) => {
	const suite = await startOwnSuite({ publish: false });
	const builds: string[] = [];
	try {
		const publish = async (app: string, change: Parameters<typeof buildChanged>[1]) => {
			const folder = await buildChanged(app, change);
			builds.push(folder);
			await publishVersion(suite, { folder, app, version: '1.0.0-probe' });
		};
		await publish('shell', {
			file: 'src/boot/start-shell.tsx',
			edit: (source) =>
				probe('shell') +
				source.replace(
					'const federation = runRemotes({',
					`Object.assign(seen.shell, { 'session store': platform.session.store, 'axios instance': platform.api });
					Object.assign(globalThis, { __platform: platform });
					$&`,
				),
		});
		for (const app of remotes) {
			await publish(app, {
				file: 'src/expose/start.ts',
				edit: (source) =>
					`${probe(app)}${source.replace('export const start', 'const startApp')}
					export const start: StartRemote = (context) => {
						Object.assign(seen.${app}, { 'session store': context.session.store, 'axios instance': context.api });
						(globalThis as any).__buses = { ...(globalThis as any).__buses, ${app}: context.bus };
						return startApp(context);
					};`,
			});
		}

		const page = await openBrowser();
		await signIn(page, suite.url);
		await expect(page.getByRole('region', { name: 'People' })).toBeVisible();
		await expect(page.getByRole('region', { name: 'Files' })).toBeVisible();

		const differing = await page.evaluate((apps) => {
			const seen = (globalThis as unknown as { __seen: Record<string, Record<string, unknown>> }).__seen;
			const names = Object.keys(seen.shell ?? {});
			return {
				names,
				differing: apps.flatMap((app) =>
					names
						.filter((name) => seen[app]?.[name] === undefined || seen[app]?.[name] !== seen.shell?.[name])
						.map((name) => `${app}: ${name}`),
				),
			};
		}, remotes);
		expect(differing.names).toContain('session store');
		expect(differing.differing).toEqual([]);

		await test.step('what one remote raises, the shell and every other remote hear once', async () => {
			const heard = await page.evaluate((apps) => {
				interface Bus {
					on(name: string, handler: (payload: unknown, message: { source: string }) => void): () => void;
					emit(name: string, payload: unknown): void;
				}
				const { __buses: buses, __platform: platform } = globalThis as unknown as {
					__buses: Record<string, Bus>;
					__platform: { bus: Bus };
				};
				const log: string[] = [];
				const all: Record<string, Bus> = { ...buses, shell: platform.bus };
				for (const [name, bus] of Object.entries(all)) {
					bus.on('federation:remote-started', (_payload, { source }) => log.push(`${name} heard ${source}`));
				}
				for (const app of apps) all[app]?.emit('federation:remote-started', { remote: app, version: '0.0.0' });
				return log.sort();
			}, remotes);
			const expected = remotes.flatMap((source) => [...remotes, 'shell'].map((name) => `${name} heard ${source}`));
			expect(heard).toEqual(expected.sort());
		});
	} finally {
		for (const build of builds) await rm(dirname(dirname(build)), { recursive: true });
	}
});
