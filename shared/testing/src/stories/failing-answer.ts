import { errorCatalogue } from '@flotilla/contracts';

/** What a server answers that has lost its database. */
export const failingAnswer = (): Response => {
	const { status, message } = errorCatalogue.INTERNAL_ERROR;
	const body = {
		data: null,
		success: false,
		message,
		code: 'INTERNAL_ERROR',
		meta: { timestamp: new Date().toISOString(), requestId: 'req_story' },
	};
	return Response.json(body, { status });
};
