import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchRemote } from '../remotes/bench-remotes.ts';

/** How the entry comes to a remote's `./start`: in its own file, in a chunk, or by a name that is known elsewhere. */
export type RemoteImport = 'bundled' | 'chunk' | 'named';

interface EntryOptions {
	/** Where the files go. */
	folder: string;
	remotes: readonly BenchRemote[];
	imports: RemoteImport;
	/** Loads remotes when single-spa says so. Default false. */
	singleSpa?: boolean;
	/** Behind an `import()`, as Module Federation's guide asks for. Default false. */
	asynchronous?: boolean;
}

const quote = (text: string): string => `'${text.replaceAll('\\', '/')}'`;
const startFile = ({ folder }: BenchRemote): string => quote(join(folder, 'src/expose/start.ts'));

/** Writes the main file of a variant; answers its path. */
export const writeEntry = async ({
	folder,
	remotes,
	imports,
	singleSpa = false,
	asynchronous = false,
}: EntryOptions): Promise<string> => {
	const load: Record<RemoteImport, (remote: BenchRemote, index: number) => string> = {
		bundled: (_remote, index) => `async () => start${index}`,
		chunk: (remote) => `() => import(/* webpackChunkName: "${remote.name}" */ ${startFile(remote)})`,
		named: ({ name }) => `() => import('${name}/start')`,
	};
	const list = `[${remotes.map((remote, index) => `{ manifest: manifest${index}, load: ${load[imports](remote, index)} }`).join(', ')}]`;
	const source = [
		`import { startPeer } from ${quote(join(import.meta.dirname, 'start-peer.ts'))};`,
		...(singleSpa
			? [`import { underSingleSpa } from ${quote(join(import.meta.dirname, 'under-single-spa.ts'))};`]
			: []),
		...remotes.map(
			(remote, index) =>
				`import { manifest as manifest${index} } from ${quote(join(remote.folder, 'remote.manifest.ts'))};`,
		),
		...(imports === 'bundled'
			? remotes.map((remote, index) => `import * as start${index} from ${startFile(remote)};`)
			: []),
		`void startPeer(${singleSpa ? `underSingleSpa(${list})` : list});`,
	];
	await mkdir(folder, { recursive: true });
	const main = join(folder, 'main.ts');
	await writeFile(main, `${source.join('\n')}\n`);
	if (!asynchronous) return main;
	const entry = join(folder, 'entry.ts');
	await writeFile(entry, `import('./main.ts');\n`);
	return entry;
};
