import { FakeFailure } from './failure.ts';

/** The parts of a form. Throws `FakeFailure` UNSUPPORTED_MEDIA_TYPE for a body that is none. */
export const readForm = async (request: Request): Promise<FormData> => {
	const type = request.headers.get('content-type') ?? '';
	if (!type.startsWith('multipart/form-data')) throw new FakeFailure('UNSUPPORTED_MEDIA_TYPE');
	return request.formData();
};

/** The one file in the part `file`. Throws `FakeFailure` VALIDATION_FAILED without one. */
export const readFormFile = async (request: Request): Promise<File> => {
	const part = (await readForm(request)).get('file');
	if (part instanceof File) return part;
	throw new FakeFailure('VALIDATION_FAILED', { errors: { file: ['A file is needed.'] } });
};
