import type { Endpoint, User } from '@flotilla/contracts';
import type { BackendInternals, KeptAnswerBody } from './backend-state.ts';
import { FakeFailure } from './failure.ts';

interface Asked {
	caller: User | null;
	endpoint: Endpoint;
	request: Request;
	/** The body, where it is JSON. */
	text: string;
}

/** Carries a write with an `Idempotency-Key` out once; each repeat gets what the first one got. */
export const keepAnswer = async <T extends object>(
	{ keptAnswers }: BackendInternals,
	{ caller, endpoint, request, text }: Asked,
	carryOut: () => Promise<T | KeptAnswerBody>,
): Promise<T | KeptAnswerBody> => {
	const key = request.headers.get('idempotency-key');
	if (caller === null || key === null || endpoint.method === 'GET') return carryOut();
	if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
		throw new FakeFailure('VALIDATION_FAILED', {
			errors: { 'Idempotency-Key': ['1 to 255 printable characters are needed.'] },
		});
	}
	const place = `${caller.id} ${key}`;
	const fingerprint = JSON.stringify([request.method, request.url, request.headers.get('if-match'), text]);
	const kept = keptAnswers.get(place);
	if (kept !== undefined && kept.fingerprint !== fingerprint) throw new FakeFailure('IDEMPOTENCY_KEY_REUSED');
	if (kept?.answer !== undefined) {
		return { ...kept.answer, headers: { ...kept.answer.headers, 'idempotency-replayed': 'true' } };
	}
	if (kept !== undefined) throw new FakeFailure('IDEMPOTENCY_IN_PROGRESS', { retryAfter: 1 });
	keptAnswers.set(place, { fingerprint, answer: undefined });
	try {
		const given = await carryOut();
		if (isAnswer(given)) keptAnswers.set(place, { fingerprint, answer: given });
		return given;
	} catch (error) {
		// A refused request leaves its key free.
		keptAnswers.delete(place);
		throw error;
	}
};

const isAnswer = (given: object): given is KeptAnswerBody => 'body' in given && typeof given.body === 'string';
