import { createReadStream } from 'node:fs';
import type { FieldErrors, StoredFile } from '@flotilla/contracts';
import { type BlobStore, createHttpError, type HttpError, isHttpError } from '@flotilla/server';
import type { FastifyRequest } from 'fastify';
import { fileSource } from './byte-source.ts';
import { type ContentRules, checkContent } from './check-content.ts';
import type { NewFile } from './file-row.ts';
import type { FileStore } from './file-store.ts';
import { type ReceivedFile, type ReceiveFormOptions, receiveForm } from './receive-form.ts';

export interface AcceptFormOptions extends ReceiveFormOptions {
	store: FileStore;
	blobs: BlobStore;
	rules: ContentRules;
	ownerId: string;
	/** How a file to blame is called in `errors`. */
	nameOf(index: number): string;
}

const check = async ({ path, size, declaredType }: ReceivedFile, rules: ContentRules): Promise<string> => {
	if (size === 0) throw createHttpError('VALIDATION_FAILED', { message: 'The file is empty.' });
	return checkContent(fileSource(path, size), declaredType, rules);
};

/** Every file that cannot be taken is named; the code is that of the first. */
const refuse = (failures: ReadonlyMap<string, { failure: HttpError; filename: string }>): HttpError | undefined => {
	const [first] = failures.values();
	if (first === undefined) return undefined;
	const errors: FieldErrors = {};
	for (const [name, { failure, filename }] of failures) errors[name] = [`${filename}: ${failure.message}`];
	const { code, message } = first.failure;
	return createHttpError(code, { message, errors });
};

/**
 * Receives, checks and stores the files of a form: all of them or none.
 * Throws what `receiveForm`, `checkContent` and `FileStore.add` throw.
 */
export const acceptForm = async (request: FastifyRequest, options: AcceptFormOptions): Promise<StoredFile[]> => {
	const { store, blobs, rules, ownerId, nameOf } = options;
	const form = await receiveForm(request, options);
	try {
		const failures = new Map<string, { failure: HttpError; filename: string }>();
		const accepted: NewFile[] = [];
		for (const [index, file] of form.files.entries()) {
			const { path, originalName, size } = file;
			try {
				accepted.push({
					ownerId,
					originalName,
					size,
					mimeType: await check(file, rules),
					wantsThumbnail: form.wantsThumbnails,
					store: async () => (await blobs.put(createReadStream(path))).key,
				});
			} catch (error) {
				if (!isHttpError(error)) throw error;
				failures.set(nameOf(index), { failure: error, filename: originalName });
			}
		}
		const refusal = refuse(failures);
		if (refusal !== undefined) throw refusal;
		return await store.add(accepted);
	} finally {
		await form.remove();
	}
};
