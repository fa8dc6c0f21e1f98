export type ChunkId = string | number;
export type ModuleId = string | number;

/** What a chunk's file exports, as rspack writes it. */
export interface ChunkModule {
	__webpack_modules__: Record<ModuleId, ModuleFactory>;
}

export type ModuleFactory = (module: { exports: unknown }, exports: unknown, require: never) => void;

/**
 * What one build's entry has for itself, of all that a container is made of: the rest is lent, see `createContainer`.
 * Tools write it and other versions of the shell read it: another shape is another `containerVersion`.
 */
export interface ContainerTables {
	/** The app's. */
	name: string;
	/** Where the entry is; the other files are beside it. */
	url: string;
	/** Imports a file by its address relative to the entry: what is imported is the remote's, and not the shell's. */
	load(file: string): Promise<unknown>;
	/** Files of each chunk that has some: its modules, its style sheet, or both. */
	files: Record<ChunkId, string[]>;
	/** What each chunk needs of the shared modules: the module that stands for one -> request and range, `react@^19.0.0`. */
	shared: Record<ChunkId, Record<ModuleId, string>>;
	/** Exposed name -> module, and the chunks it needs. */
	exposes: Record<string, [ModuleId, ...ChunkId[]]>;
}
