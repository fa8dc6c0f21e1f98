import { createHash } from 'node:crypto';
import { apiVersion, buildManifest, defineRemoteManifest, eventMapVersion } from '@flotilla/contracts';
import type { TestBuild } from '../../apps/registry/src/testing/build-folders.ts';

/** As many as a remote of the suite has in the middle. */
const scripts = 10;
const styles = 3;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * A remote that a page cannot tell from a real one: with as many files, each under a hash of its own, and as much to say
 * about itself. `number` is 1 to 99; equal numbers give equal builds.
 */
export const generateRemote = (number: number, consumes: Readonly<Record<string, string>>): TestBuild => {
	const id = String(number).padStart(2, '0');
	const app = `remote-${id}`;
	const file = (name: string, extension: string): [path: string, content: string] => {
		const content = `/* ${hashOf(`${app} ${name} ${extension}`)} */\n`;
		return [`${name}.${hashOf(content).slice(0, 16)}.${extension}`, content];
	};
	const [entry, start, startStyle] = [file('remote-entry', 'js'), file('start', 'js'), file('start', 'css')];
	const chunkName = (index: number): string => String(100 + ((number * 37 + index * 89) % 900));
	const chunks = Array.from({ length: scripts - 2 }, (_, index) => file(chunkName(index), 'js'));
	const chunkStyles = Array.from({ length: styles - 1 }, (_, index) => file(chunkName(index), 'css'));
	const path = `/${app}`;
	return {
		files: Object.fromEntries([entry, start, startStyle, ...chunks, ...chunkStyles]),
		manifest: buildManifest.parse({
			schemaVersion: 1,
			app,
			kind: 'remote',
			entry: entry[0],
			initial: { modules: [start[0]], styles: [startStyle[0]] },
			soon: { modules: [], styles: [] },
			consumes,
			provides: {},
			remote: defineRemoteManifest({
				schemaVersion: 1,
				name: app,
				title: `Remote ${id}`,
				labels: { de: `Teil ${id}` },
				owner: `team-${app}`,
				routePrefix: path,
				permission: 'users:read',
				navigation: [
					{
						label: `Remote ${id}`,
						labels: { de: `Teil ${id}` },
						path,
						icon: 'files',
						order: number,
						permission: 'users:read',
					},
				],
				commands: [
					{ label: `New in remote ${id}`, labels: { de: `Neu in Teil ${id}` }, path: `${path}/new`, icon: 'plus' },
				],
				slots: [
					{ slot: 'shell:dashboard', component: `Card${id}`, title: `Remote ${id}`, labels: { de: `Teil ${id}` } },
				],
				events: { emits: [], listens: ['users:created', 'users:updated'] },
				apiVersion,
				eventMapVersion,
			}),
		}),
	};
};
