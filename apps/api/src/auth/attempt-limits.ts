import { createHttpError } from '@flotilla/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Each throws `HttpError` RATE_LIMITED with `Retry-After`. */
export interface AttemptLimits {
	/** Counted per account and client address: nobody locks another out from elsewhere. */
	login(request: FastifyRequest): Promise<void>;
	/** Each counted by itself per client address, for what is not a sign-in. */
	byClient(name: 'register' | 'ask-for-mail' | 'use-link' | 'change-password', request: FastifyRequest): Promise<void>;
}

/** `perMinute` 0 means no limit. Needs the rate-limit plugin on `app`. */
export const createAttemptLimits = (app: FastifyInstance, perMinute: number): AttemptLimits => {
	const limitBy = (keyGenerator: (request: FastifyRequest) => string) => {
		if (perMinute === 0) return async () => undefined;
		const check = app.createRateLimit({ max: perMinute, timeWindow: '1 minute', keyGenerator });
		return async (request: FastifyRequest) => {
			const result = await check(request);
			if (result.isAllowed || !result.isExceeded) return;
			throw createHttpError('RATE_LIMITED', { headers: { 'retry-after': String(Math.max(1, result.ttlInSeconds)) } });
		};
	};
	const byClient = {
		register: limitBy((request) => `register ${request.ip}`),
		'ask-for-mail': limitBy((request) => `ask-for-mail ${request.ip}`),
		'use-link': limitBy((request) => `use-link ${request.ip}`),
		'change-password': limitBy((request) => `change-password ${request.ip}`),
	};
	return {
		login: limitBy((request) => `login ${request.ip} ${(request.body as { email: string }).email}`),
		byClient: (name, request) => byClient[name](request),
	};
};
