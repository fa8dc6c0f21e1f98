import type { Api } from '@flotilla/api-client';
import type { Format } from '@flotilla/i18n';
import { fileIconOf } from '../../file/file-icon.ts';

export interface FoundFile {
	label: string;
	description: string;
	path: string;
	icon: string;
}

/** As many as a palette has room for. */
const shown = 5;

/** Finds files by name for the shell's palette: those the person may see, the newest first. */
export const createFileSearch =
	(api: Api['files'], getFormat: () => Pick<Format, 'bytes' | 'date'>) =>
	async (text: string, signal: AbortSignal): Promise<FoundFile[]> => {
		const format = getFormat();
		const { files } = await api.list({ search: text, page: 1, limit: shown }, { signal });
		return files.map(({ id, filename, mimeType, ownerName, size, createdAt }) => ({
			label: filename,
			description: [ownerName, format.bytes(size), format.date(createdAt)].join(' · '),
			path: `/files/${id}`,
			icon: fileIconOf(mimeType),
		}));
	};
