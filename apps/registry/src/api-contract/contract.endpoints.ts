import { channelName } from '@flotilla/contracts';
import { apiContract } from '@flotilla/contracts/open-api';
import * as z from 'zod';
import { deployAnswer } from '../channels/deploy-answer.ts';
import { instant } from '../http/answer-fields.ts';
import { defineEndpoint } from '../http/registry-endpoint.ts';
import { maximumDocument } from './api-contract-store.ts';

const channelParams = z.object({ channel: channelName });

export const contractEndpoints = {
	read: defineEndpoint({
		method: 'GET',
		path: '/channels/:channel/contract',
		summary:
			'What the API behind a channel offers, as it was last seen: the part of its OpenAPI document that is compared',
		access: 'token',
		params: channelParams,
		response: z.object({
			channel: z.string(),
			digest: z.string(),
			version: z.string(),
			seenAt: instant,
			document: z.record(z.string(), z.unknown()),
		}),
		errors: ['NOT_FOUND'],
		comparesApi: true,
	}),
	check: defineEndpoint({
		method: 'POST',
		path: '/channels/:channel/contract/can-i-deploy',
		summary: 'What an API with this OpenAPI document would break of what the channel serves, and for whom',
		access: 'token',
		params: channelParams,
		body: z.strictObject({ document: apiContract }),
		bodyLimit: maximumDocument,
		response: deployAnswer,
		comparesApi: true,
	}),
} as const;
