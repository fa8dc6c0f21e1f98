import type { IconName } from '@flotilla/ui';

/** What a file is to whoever looks at it; finer than the categories that lists go by. */
export type FileKind = 'image' | 'pdf' | 'text' | 'audio' | 'video' | 'document' | 'archive' | 'other';

export const fileKindOf = (mimeType: string): FileKind => {
	const [type = '', subtype = ''] = mimeType.split(';')[0]?.trim().toLowerCase().split('/') ?? [];
	if (type === 'image' || type === 'audio' || type === 'video' || type === 'text') return type;
	if (subtype === 'pdf') return 'pdf';
	if (subtype.includes('word')) return 'document';
	return subtype === 'zip' ? 'archive' : 'other';
};

export const fileKindIcons: Readonly<Record<FileKind, IconName>> = {
	image: 'image',
	pdf: 'file-text',
	text: 'file-text',
	audio: 'music',
	video: 'film',
	document: 'file-text',
	archive: 'archive',
	other: 'file',
};
