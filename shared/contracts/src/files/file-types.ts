/** Types that may be uploaded; the server checks the bytes, not the name, and may allow fewer (`ALLOWED_FILE_TYPES`). */
export const allowedFileTypes = [
	'image/jpeg',
	'image/png',
	'image/gif',
	'image/webp',
	'application/pdf',
	'text/plain',
	'text/csv',
	'application/msword',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	'audio/mpeg',
	'audio/wav',
	'audio/ogg',
	'video/mp4',
	'video/webm',
	'application/zip',
] as const;

/** What a file is to a person. */
export const fileCategories = ['image', 'document', 'audio', 'video', 'other'] as const;
export type FileCategory = (typeof fileCategories)[number];

/** The types of the category `document`; those of `image`, `audio` and `video` begin with that word. */
export const documentFileTypes: readonly string[] = [
	'application/pdf',
	'text/plain',
	'text/csv',
	'application/msword',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
];

export const fileCategoryOf = (mimeType: string): FileCategory => {
	if (documentFileTypes.includes(mimeType)) return 'document';
	const kind = mimeType.split('/')[0];
	return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'other';
};

/** What fills somebody's space, as a chart tells it apart. */
export const fileKinds = ['image', 'pdf', 'text', 'audio', 'video', 'other'] as const;
export type FileKind = (typeof fileKinds)[number];

export const fileKindOf = (mimeType: string): FileKind => {
	if (mimeType === 'application/pdf') return 'pdf';
	const kind = mimeType.split('/')[0];
	return kind === 'image' || kind === 'text' || kind === 'audio' || kind === 'video' ? kind : 'other';
};
