import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
	type BuildManifest,
	buildManifest,
	buildManifestFile,
	type RemoteManifestInput,
	type ShellPlatform,
} from '@flotilla/contracts';

/** A build as a bundler would leave it, small. */
export interface TestBuild {
	/** Content by path. */
	files: Record<string, string>;
	manifest: BuildManifest;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Long enough to be worth compressing. */
const source = (text: string): string => `/* ${text} */\n${'export const words = "calm and dense";\n'.repeat(40)}`;

const file = (name: string, extension: string, text: string): [path: string, content: string] => {
	const content = source(text);
	return [`${name}.${hash(content)}.${extension}`, content];
};

export interface ShellBuildOptions {
	text?: string;
	react?: string;
	/** The source of its service worker. Default: it has none. */
	serviceWorker?: string;
	/** Default: it does not say what it gives beside shared modules. */
	platform?: Partial<ShellPlatform>;
	/** Names of the files that it says it imports by itself, e.g. `charts`. Default: it does not say. */
	soon?: readonly string[];
}

/** What a build says it imports by itself. */
const soonOf = (paths: readonly string[], names: readonly string[] | undefined) =>
	names && { soon: { modules: paths.filter((path) => names.includes(path.split('.', 1)[0] ?? '')), styles: [] } };

export const shellBuild = ({
	text = 'shell',
	react = '19.3.0',
	serviceWorker,
	platform,
	soon,
}: ShellBuildOptions = {}): TestBuild => {
	const [main, mainText] = file('main', 'js', text);
	const [vendor, vendorText] = file('vendor', 'js', `react ${react}`);
	const [charts, chartsText] = file('charts', 'js', 'charts');
	const [style, styleText] = file('main', 'css', 'shell style');
	const worker = serviceWorker === undefined ? undefined : file('service-worker', 'js', serviceWorker);
	return {
		files: {
			[main]: mainText,
			[vendor]: vendorText,
			[charts]: chartsText,
			[style]: styleText,
			...(worker && { [worker[0]]: worker[1] }),
		},
		manifest: buildManifest.parse({
			schemaVersion: 1,
			app: 'shell',
			kind: 'shell',
			entry: main,
			initial: { modules: [vendor], styles: [style] },
			...soonOf([charts], soon),
			consumes: {},
			provides: {
				react: { version: react, assets: { modules: [vendor], styles: [] } },
				charts: { version: '2.0.0', assets: { modules: [charts], styles: [] } },
			},
			...(platform && {
				platform: {
					apiVersion: 1,
					eventMapVersion: 1,
					manifestVersions: [1],
					slots: ['shell:dashboard'],
					events: ['users:created'],
					...platform,
				},
			}),
			...(worker && { serviceWorker: worker[0] }),
		}),
	};
};

export interface RemoteBuildOptions {
	app?: string;
	text?: string;
	consumes?: Record<string, string>;
	remote?: Partial<RemoteManifestInput>;
	/** Names of the files that it says it imports by itself, e.g. `icons`. Default: it does not say. */
	soon?: readonly string[];
}

export const remoteBuild = ({
	app = 'users',
	text = app,
	consumes = { react: '^19.0.0' },
	remote = {},
	soon,
}: RemoteBuildOptions = {}): TestBuild => {
	const [entry, entryText] = file('remote-entry', 'js', `${app} entry ${text}`);
	const [page, pageText] = file('page', 'js', `${app} ${text}`);
	const [icons, iconsText] = file('icons', 'js', `${app} icons`);
	const [style, styleText] = file('page', 'css', `${app} style`);
	return {
		files: { [entry]: entryText, [page]: pageText, [icons]: iconsText, [style]: styleText },
		manifest: buildManifest.parse({
			schemaVersion: 1,
			app,
			kind: 'remote',
			entry,
			initial: { modules: [page], styles: [style] },
			...soonOf([icons], soon),
			consumes,
			provides: {},
			remote: {
				schemaVersion: 1,
				name: app,
				title: app,
				owner: `team-${app}`,
				routePrefix: `/${app}`,
				apiVersion: 1,
				eventMapVersion: 1,
				...remote,
			},
		}),
	};
};

/** Writes a build into a fresh folder and says where. */
export const writeBuild = async ({ files, manifest }: TestBuild): Promise<string> => {
	const folder = await mkdtemp(join(tmpdir(), 'flotilla-dist-'));
	for (const [path, content] of Object.entries(files)) {
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await writeFile(join(folder, path), content);
	}
	await writeFile(join(folder, buildManifestFile), JSON.stringify(manifest));
	return folder;
};
