/** Characters; the server's limit. */
export const maximumNameLength = 255;

/** What is wrong with a new name; null when nothing is. */
export const checkName = (name: string): 'empty' | 'tooLong' | null => {
	const { length } = name.trim();
	if (length === 0) return 'empty';
	return length > maximumNameLength ? 'tooLong' : null;
};

/** How much of a name is selected when it is to be changed: without its extension, which says what the file is. */
export const stemLength = (name: string): number => {
	const dot = name.lastIndexOf('.');
	return dot > 0 ? dot : name.length;
};
