import { type Endpoint, endpoints } from '@flotilla/contracts';
import { describeApi, errorCodes } from '@flotilla/contracts/open-api';
import { createAnswerCheck } from '@flotilla/server/testing';

/** Holds an answer of the API against its OpenAPI document. */
export const checkAnswer = createAnswerCheck<Endpoint>({
	endpoints,
	server: '/api',
	describe: describeApi,
	errorCodesOf: errorCodes,
	anywhere: ['NOT_FOUND', 'METHOD_NOT_ALLOWED', 'SHUTTING_DOWN'],
});
