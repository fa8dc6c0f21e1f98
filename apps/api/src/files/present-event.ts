import type { StoredFile } from '@flotilla/contracts';
import type { EventRow } from '../database/schema.ts';
import type { UrlSigner } from './signed-url.ts';
import { signAddresses } from './to-stored-file.ts';

const isFilePayload = (payload: unknown): payload is { file: StoredFile } =>
	typeof payload === 'object' && payload !== null && 'file' in payload;

/** An event may be sent long after it was written: its signed addresses are made anew. */
export const presentEvent = (signer: UrlSigner, { payload }: Pick<EventRow, 'payload'>): unknown =>
	isFilePayload(payload) ? { file: { ...payload.file, ...signAddresses(signer, payload.file) } } : payload;
