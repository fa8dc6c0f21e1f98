/** More bytes came than the upload was announced with; none of those beyond was written. */
export class UploadTooLongError extends Error {
	override readonly name = 'UploadTooLongError';

	constructor() {
		super('More bytes came than were announced.');
	}
}
