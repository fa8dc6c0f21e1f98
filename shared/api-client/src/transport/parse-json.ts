/** Undefined for a text that is no JSON, e.g. a proxy's HTML page. */
export const parseJson = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};
