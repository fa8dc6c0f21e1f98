const thumbnailTypes: readonly string[] = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

export const canHaveThumbnail = (type: string): boolean => thumbnailTypes.includes(type);

/** Types that a browser shows without running anything: the only ones ever served inline. */
const inlineTypes: readonly string[] = [
	...thumbnailTypes,
	'application/pdf',
	'text/plain',
	'audio/mpeg',
	'audio/wav',
	'audio/ogg',
	'video/mp4',
	'video/webm',
];

export const canBeInline = (type: string): boolean => inlineTypes.includes(type);

/** What systems call a type that has another name here. */
const otherNames: Readonly<Record<string, string>> = {
	'application/x-zip-compressed': 'application/zip',
	'audio/mp3': 'audio/mpeg',
	'audio/wave': 'audio/wav',
	'audio/x-wav': 'audio/wav',
	'application/csv': 'text/csv',
};

/** What clients say that do not know; the bytes then decide alone. */
const unknownTypes: readonly string[] = ['', 'application/octet-stream'];

/** A type as a client declares it: without parameters, under one name; undefined when it does not know. */
export const readDeclaredType = (declared: string): string | undefined => {
	const type = declared.split(';')[0]?.trim().toLowerCase() ?? '';
	return unknownTypes.includes(type) ? undefined : (otherNames[type] ?? type);
};
