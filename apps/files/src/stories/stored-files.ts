import type { StoredFile, User } from '@flotilla/contracts';
import { buildFile } from '@flotilla/testing';

const kinds = [
	['sunset.png', 'image/png', 482_113],
	['report.pdf', 'application/pdf', 1_204_882],
	['notes.txt', 'text/plain', 512],
	['contract.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 98_304],
	['holiday.jpg', 'image/jpeg', 6_291_456],
] as const;

/** A picture that needs no server. */
const picture = `data:image/svg+xml,${encodeURIComponent(
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path fill="#f4a261" d="M0 0h2v1H0z"/><path fill="#264653" d="M0 1h2v1H0z"/></svg>',
)}`;

/** Files of one person, of all kinds; the last one is the newest. */
export const buildFiles = (count: number, owner: User): StoredFile[] =>
	Array.from({ length: count }, (_, index) => {
		const [name, mimeType, size] = kinds[index % kinds.length] ?? kinds[0];
		return buildFile({
			ownerId: owner.id,
			ownerName: `${owner.firstName} ${owner.lastName}`,
			originalName: `${index + 1}-${name}`,
			mimeType,
			size,
			...(mimeType.startsWith('image/') && { thumbnailStatus: 'ready', thumbnailUrl: picture }),
		});
	});
