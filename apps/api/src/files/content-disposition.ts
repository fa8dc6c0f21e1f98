/** RFC 6266: an ASCII name for old readers, the real one after RFC 8187. */
export const contentDisposition = (kind: 'attachment' | 'inline', filename: string): string => {
	const ascii = filename.replace(/[^\x20-\x7e]|["\\%]/g, '_');
	const encoded = encodeURIComponent(filename).replace(
		/['()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
	return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
};
