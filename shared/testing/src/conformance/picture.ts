/** One transparent pixel. */
export const picture = (): File => {
	const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
	const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
	return new File([bytes], 'pixel.png', { type: 'image/png' });
};
