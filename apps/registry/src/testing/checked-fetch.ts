import { createAnswerCheck } from '@flotilla/server/testing';
import { describeRegistry, registryPrefix } from '../http/describe-registry.ts';
import { errorCodesOf } from '../http/error-codes.ts';
import type { RegistryEndpoint } from '../http/registry-endpoint.ts';
import { registryEndpoints } from '../http/registry-endpoints.ts';

const checkAnswer = createAnswerCheck<RegistryEndpoint>({
	endpoints: registryEndpoints,
	server: registryPrefix,
	describe: describeRegistry,
	errorCodesOf,
	anywhere: ['METHOD_NOT_ALLOWED', 'SHUTTING_DOWN'],
});

/** `fetch` of tests: each answer of the registry's API is held against its OpenAPI document. */
export const checkedFetch: typeof fetch = async (input, init) => {
	const response = await fetch(input, init);
	const { pathname } = new URL(input instanceof Request ? input.url : input);
	await checkAnswer(pathname, init?.method ?? 'GET', response);
	return response;
};
