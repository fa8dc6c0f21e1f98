interface ContentType {
	type: string;
	/** Worth compressing; images and fonts are compressed already. */
	text: boolean;
}

const text = (type: string): ContentType => ({ type: `${type}; charset=utf-8`, text: true });
const binary = (type: string): ContentType => ({ type, text: false });

/**
 * HTML is not here on purpose: a file of a build is never a page of this origin,
 * so it is served as plain bytes.
 */
const byExtension: Record<string, ContentType> = {
	js: text('text/javascript'),
	mjs: text('text/javascript'),
	css: text('text/css'),
	json: text('application/json'),
	map: text('application/json'),
	webmanifest: text('application/manifest+json'),
	txt: text('text/plain'),
	md: text('text/plain'),
	svg: text('image/svg+xml'),
	wasm: { type: 'application/wasm', text: true },
	png: binary('image/png'),
	jpg: binary('image/jpeg'),
	jpeg: binary('image/jpeg'),
	gif: binary('image/gif'),
	webp: binary('image/webp'),
	avif: binary('image/avif'),
	ico: binary('image/x-icon'),
	woff: binary('font/woff'),
	woff2: binary('font/woff2'),
	mp4: binary('video/mp4'),
};

/** The content type of a file by its name; plain bytes when the extension is unknown. */
export const contentTypeOf = (path: string): ContentType => {
	const extension = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase();
	return (extension !== undefined ? byExtension[extension] : undefined) ?? binary('application/octet-stream');
};
