import type { StoredFile, User } from '@flotilla/contracts';
import { buildFile } from '@flotilla/testing';

const kinds = [
	['sunset.png', 'image/png', 482_113],
	['report.pdf', 'application/pdf', 1_204_882],
	['notes.txt', 'text/plain', 512],
	['contract.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 98_304],
	['holiday.jpg', 'image/jpeg', 6_291_456],
	['interview.mp3', 'audio/mpeg', 4_404_019],
	['harbour.mp4', 'video/mp4', 73_400_320],
	['sources.zip', 'application/zip', 12_582_912],
] as const;

const grounds = [
	['#f4a261', '#264653'],
	['#8ecae6', '#219ebc'],
	['#b7e4c7', '#2d6a4f'],
	['#ffcad4', '#9d8189'],
] as const;

/** A landscape that needs no server: a sky with a sun over land or sea. */
export const pictureOf = (index: number, { width = 1200, height = 800 } = {}): string => {
	const [sky, land] = grounds[index % grounds.length] ?? grounds[0];
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 12 8" preserveAspectRatio="none"><path fill="${sky}" d="M0 0h12v8H0z"/><circle cx="${3 + (index % 5)}" cy="2.6" r="1" fill="#fff" opacity=".8"/><path fill="${land}" d="M0 ${5 + (index % 2)}q3-1 6 0t6 0v4H0z"/></svg>`;
	return `data:image/svg+xml,${encodeURIComponent(svg)}`;
};

/** A file of a name, a type and a size, of that person. */
export const buildFileOf = (owner: User, overrides: Partial<StoredFile> = {}): StoredFile =>
	buildFile({ ownerId: owner.id, ownerName: `${owner.firstName} ${owner.lastName}`, ...overrides });

/** Files of one person, of all kinds; the last one is the newest. */
export const buildFiles = (count: number, owner: User): StoredFile[] =>
	Array.from({ length: count }, (_, index) => {
		const [name, mimeType, size] = kinds[index % kinds.length] ?? kinds[0];
		return buildFileOf(owner, {
			originalName: `${index + 1}-${name}`,
			mimeType,
			size,
			...(mimeType.startsWith('image/') && {
				thumbnailStatus: 'ready',
				thumbnailUrl: pictureOf(index, { width: 320, height: 213 }),
				previewUrl: pictureOf(index),
			}),
		});
	});
