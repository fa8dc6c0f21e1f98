import { forgetUploads, type Uploads, type UploadsOptions } from '@flotilla/api-client';

export interface LazyUploads {
	/** The upload service, loaded when somebody first uploads. Rejects when its code does not arrive; ask again. */
	load(): Promise<Uploads>;
	/** Stops what is on its way; what is unfinished can go on later. */
	letGo(): void;
	/** Stops what is on its way and forgets what is unfinished, whether the service was loaded in this page or not. */
	forget(): void;
}

/** The first page does not pay for uploads. */
export const createLazyUploads = (options: UploadsOptions): LazyUploads => {
	let loading: Promise<Uploads> | undefined;
	let loaded: Uploads | undefined;
	return {
		load() {
			loading ??= import(/* webpackChunkName: "soon-uploads" */ '@flotilla/api-client/uploads').then(
				({ createUploads }) => {
					loaded = createUploads(options);
					return loaded;
				},
				(error: unknown) => {
					loading = undefined;
					throw error;
				},
			);
			return loading;
		},
		letGo: () => loaded?.letGo(),
		forget() {
			if (loaded !== undefined) loaded.forget();
			else forgetUploads(options.storage);
		},
	};
};
