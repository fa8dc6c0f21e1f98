import type {
	ChunkId,
	ContainerTables,
	ModuleId,
} from '../../shared/federation/src/host/bundler-runtime/container-tables.ts';

/** What a build alone has; where its entry is, only the page knows. */
export type BuildTables = Pick<ContainerTables, 'files' | 'shared' | 'exposes'>;

interface ReadOptions {
	/** Name -> text of an entry's part of rspack's runtime. */
	runtime: ReadonlyMap<string, string>;
	/** Files of each chunk. */
	files: BuildTables['files'];
}

interface ConsumedModule {
	shareKey: string;
	requiredVersion: unknown;
	[property: string]: unknown;
}

/** What the texts below write to, as far as it is read again. */
interface Written {
	(id: ModuleId): unknown;
	e(chunk: ChunkId): Promise<void>;
	f: object;
	consumesLoadingData?: {
		chunkMapping: Record<ChunkId, ModuleId[]>;
		moduleIdToConsumeDataMapping: Record<ModuleId, ConsumedModule>;
		initialConsumes?: ModuleId[];
	};
	initializeSharingData?: { scopeToSharingDataMapping: object };
	initializeExposesData?: { moduleMap: Record<string, () => Promise<() => unknown>>; shareScope: string };
}

/** As the shell lends them: from the one scope, in one copy, and never out of the remote itself. */
const lentAs = {
	shareScope: 'default',
	import: null,
	strictVersion: false,
	singleton: true,
	eager: false,
	fallback: undefined,
	treeShakingMode: null,
};

/**
 * Takes what a build alone has out of the text that rspack wrote for its entry, by running those parts of it that are
 * data. Throws where they say more than `ContainerTables` can.
 */
export const readTables = async ({ runtime, files }: ReadOptions): Promise<BuildTables> => {
	const asked: { chunks: ChunkId[]; modules: ModuleId[] } = { chunks: [], modules: [] };
	const written: Written = Object.assign((id: ModuleId) => void asked.modules.push(id), {
		e: async (id: ChunkId) => void asked.chunks.push(id),
		f: {},
	});
	for (const name of ['consumes_loading', 'sharing', 'initialize_exposes']) {
		new Function('__webpack_require__', runtime.get(name) ?? '')(written);
	}
	if (Object.keys(written.initializeSharingData?.scopeToSharingDataMapping ?? {}).length > 0) {
		throw new Error('it gives shared modules of its own');
	}
	const { shareScope, moduleMap = {} } = written.initializeExposesData ?? {};
	if (shareScope !== lentAs.shareScope) throw new Error(`its share scope is ${shareScope}`);

	const exposes: BuildTables['exposes'] = {};
	for (const [name, load] of Object.entries(moduleMap)) {
		asked.chunks = [];
		asked.modules = [];
		(await load())();
		const [module, ...more] = asked.modules;
		if (module === undefined || more.length > 0) throw new Error(`${name} is not one module`);
		exposes[name] = [module, ...asked.chunks];
	}
	return { files, shared: readShared(written.consumesLoadingData), exposes };
};

const readShared = (consumed: Written['consumesLoadingData']): BuildTables['shared'] => {
	if (consumed === undefined) return {};
	const { chunkMapping, moduleIdToConsumeDataMapping, initialConsumes = [] } = consumed;
	if (initialConsumes.length > 0) throw new Error('it asks for shared modules before it is initialised');
	const describe = (id: ModuleId): string => {
		const { shareKey, requiredVersion, ...rest } = moduleIdToConsumeDataMapping[id] as ConsumedModule;
		for (const [property, value] of Object.entries(rest)) {
			if (!(property in lentAs) || lentAs[property as keyof typeof lentAs] !== value) {
				throw new Error(`it asks for ${shareKey} with ${property} ${JSON.stringify(value)}`);
			}
		}
		if (typeof requiredVersion !== 'string') throw new Error(`it asks for ${shareKey} in any version`);
		return `${shareKey}@${requiredVersion}`;
	};
	return Object.fromEntries(
		Object.entries(chunkMapping).map(([chunk, ids]) => [
			chunk,
			Object.fromEntries(ids.map((id) => [id, describe(id)])),
		]),
	);
};
