import type { StoredFile } from '@flotilla/contracts';
import type { FileRow } from '../database/schema.ts';
import { canBeInline } from './file-types.ts';
import type { UrlSigner } from './signed-url.ts';

export type FileWithOwner = FileRow & { owner_first_name: string; owner_last_name: string };

type SignedAddresses = Pick<StoredFile, 'url' | 'previewUrl' | 'thumbnailUrl'>;

export const contentPath = (id: string) => `/files/${id}/content`;
export const thumbnailPath = (id: string) => `/files/${id}/thumbnail`;

export const signAddresses = (
	signer: UrlSigner,
	{ id, mimeType, thumbnailStatus }: Pick<StoredFile, 'id' | 'mimeType' | 'thumbnailStatus'>,
): SignedAddresses => ({
	url: signer.sign(contentPath(id)),
	...(canBeInline(mimeType) ? { previewUrl: signer.sign(contentPath(id), { inline: true }) } : {}),
	...(thumbnailStatus === 'ready' ? { thumbnailUrl: signer.sign(thumbnailPath(id)) } : {}),
});

export const toStoredFile = (signer: UrlSigner, row: FileWithOwner): StoredFile => ({
	id: row.id,
	ownerId: row.owner_id,
	ownerName: `${row.owner_first_name} ${row.owner_last_name}`,
	filename: row.filename,
	originalName: row.original_name,
	mimeType: row.mime_type,
	size: row.size,
	sha256: row.blob_key,
	thumbnailStatus: row.thumbnail_status,
	version: row.version,
	createdAt: row.created_at.toISOString(),
	...signAddresses(signer, { id: row.id, mimeType: row.mime_type, thumbnailStatus: row.thumbnail_status }),
});
