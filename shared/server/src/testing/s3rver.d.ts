declare module 's3rver' {
	export interface S3rverContext {
		method: string;
		path: string;
		query: Readonly<Record<string, string | undefined>>;
		status: number;
		type: string;
		body: unknown;
	}

	export type S3rverMiddleware = (context: S3rverContext, next: () => Promise<void>) => Promise<void>;

	export interface S3rverOptions {
		/** 0 takes a free one. */
		port: number;
		address: string;
		silent: boolean;
		directory: string;
		configureBuckets: readonly { name: string }[];
	}

	/** Objects in the file system, of several files each. */
	export interface S3rverStore {
		getObject(
			bucket: string,
			key: string,
			range?: { start?: number | undefined; end?: number | string | undefined },
		): Promise<unknown>;
		/** Throws ENOENT when there is no such object. */
		getMetadata(bucket: string, key: string): Promise<unknown>;
		/** `metadata` replaces that of the source; null keeps it. */
		copyObject(
			sourceBucket: string,
			source: string,
			bucket: string,
			key: string,
			metadata: Readonly<Record<string, string>> | null,
		): Promise<unknown>;
		deleteObject(bucket: string, key: string): Promise<void>;
		/** The path of the file that keeps `resource` of an object: `object`, `object.md5`, `metadata.json`. */
		getResourcePath(bucket: string, key: string, resource: string): string;
	}

	export default class S3rver {
		constructor(options: S3rverOptions);
		middleware: S3rverMiddleware[];
		readonly store: S3rverStore;
		run(): Promise<{ address: string; port: number }>;
		close(): Promise<void>;
	}
}
