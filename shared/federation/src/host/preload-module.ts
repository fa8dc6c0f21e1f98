interface PreloadOptions {
	url: string;
	/** `sha256-…` */
	integrity: string;
}

/** Has the browser fetch a module and check its hash. Rejects when it did not come, or has another one. */
export const preloadModule = ({ url, integrity }: PreloadOptions): Promise<void> =>
	new Promise((resolve, reject) => {
		const link = document.createElement('link');
		link.rel = 'modulepreload';
		link.integrity = integrity;
		link.href = url;
		const settle = (then: () => void) => () => {
			link.remove();
			then();
		};
		link.onload = settle(resolve);
		link.onerror = settle(() => reject(new Error(`${url} did not arrive, or is not what its hash says.`)));
		document.head.append(link);
	});
