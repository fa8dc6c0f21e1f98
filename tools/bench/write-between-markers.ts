/**
 * The document with `content` between `<!-- <name>:begin -->` and `<!-- <name>:end -->`.
 * Throws when it lacks them.
 */
export const writeBetweenMarkers = (document: string, name: string, content: string): string => {
	const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
	const from = document.indexOf(begin);
	const to = document.indexOf(end);
	if (from === -1 || to < from) throw new Error(`The document has no ${begin} before ${end}`);
	return `${document.slice(0, from + begin.length)}\n${content.trim()}\n${document.slice(to)}`;
};
