/** Fits `network` of `createRealtime`. */
export interface FakeNetwork {
	isOnline(): boolean;
	onOnline(callback: () => void): () => void;
	setOnline(online: boolean): void;
}

/** The device's network, at first online. */
export const createFakeNetwork = (): FakeNetwork => {
	const listeners = new Set<() => void>();
	let isOnline = true;
	return {
		isOnline: () => isOnline,
		onOnline(callback) {
			listeners.add(callback);
			return () => listeners.delete(callback);
		},
		setOnline(online) {
			isOnline = online;
			if (online) for (const listener of [...listeners]) listener();
		},
	};
};
