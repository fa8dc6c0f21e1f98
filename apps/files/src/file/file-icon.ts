import { fileKindOf } from '@flotilla/contracts';
import type { IconName } from '@flotilla/ui';

/** What stands for a file without a picture of its own. */
export const fileIconOf = (mimeType: string): IconName => {
	if (mimeType.includes('zip')) return 'archive';
	if (mimeType.includes('word')) return 'file-text';
	return icons[fileKindOf(mimeType)];
};

const icons: Readonly<Record<ReturnType<typeof fileKindOf>, IconName>> = {
	image: 'image',
	pdf: 'file-text',
	text: 'file-text',
	audio: 'music',
	video: 'film',
	other: 'file',
};
