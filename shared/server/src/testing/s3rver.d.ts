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

	export default class S3rver {
		constructor(options: S3rverOptions);
		middleware: S3rverMiddleware[];
		readonly store: {
			getObject(
				bucket: string,
				key: string,
				range?: { start?: number | undefined; end?: number | string | undefined },
			): Promise<unknown>;
		};
		run(): Promise<{ address: string; port: number }>;
		close(): Promise<void>;
	}
}
