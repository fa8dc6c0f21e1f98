import { allowedFileTypes } from '@flotilla/contracts';

export type AllowedFileType = (typeof allowedFileTypes)[number];

export const isAllowedFileType = (type: string): type is AllowedFileType =>
	(allowedFileTypes as readonly string[]).includes(type);

const thumbnailTypes: readonly string[] = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

export const canHaveThumbnail = (type: string): boolean => thumbnailTypes.includes(type);

/** Types that a browser shows without running anything: the only ones ever served inline. */
const inlineTypes: readonly string[] = [...thumbnailTypes, 'application/pdf', 'text/plain'];

export const canBeInline = (type: string): boolean => inlineTypes.includes(type);
