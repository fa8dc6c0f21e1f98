/** Another request, here or on another node, holds an upload and did not let go in time. */
export class UploadBusyError extends Error {
	override readonly name = 'UploadBusyError';

	constructor(id: string) {
		super(`The upload ${id} is held by another request.`);
	}
}
