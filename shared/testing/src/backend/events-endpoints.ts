import { eventsEndpoints, topic } from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import type { FakeRealtimeServer } from '../realtime/fake-realtime-server.ts';
import { fakeTokenLifetime } from './auth-endpoints.ts';
import type { BackendInternals } from './backend-state.ts';
import { mayFollow } from './event-visibility.ts';
import { FakeFailure } from './failure.ts';
import { toHandler, userOfToken } from './to-handler.ts';

const ticketPrefix = 'fake-ticket-of-';

const bearerOf = ({ headers }: Request): string | undefined =>
	/^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];

const readTopics = (text: string | undefined): string[] | undefined => {
	const names = text?.split(',').filter((name) => name !== '');
	const wrong = names?.find((name) => !topic.safeParse(name).success);
	if (wrong === undefined) return names;
	throw new FakeFailure('VALIDATION_FAILED', { errors: { topics: [`There is no topic of this name: ${wrong}`] } });
};

/** The event stream, and tickets for those who cannot send headers. */
export const fakeEventsEndpoints = (state: BackendInternals, realtime: FakeRealtimeServer): RequestHandler[] => [
	toHandler(state, eventsEndpoints.stream, ({ query, request }) => {
		const bearer = bearerOf(request);
		if (bearer === undefined && query.ticket === undefined) throw new FakeFailure('AUTHENTICATION_REQUIRED');
		const token = bearer ?? query.ticket?.replace(ticketPrefix, '') ?? '';
		const user = userOfToken(state, token);
		const topics = readTopics(query.topics);
		if (topics?.some((name) => !mayFollow(user, name))) throw new FakeFailure('FORBIDDEN');
		const headers = new Headers(request.headers);
		headers.set('authorization', `Bearer ${token}`);
		// An empty header is what a client sends that has seen nothing yet.
		headers.set('last-event-id', request.headers.get('last-event-id') || query.lastEventId || '');
		return realtime.fetchStream(new Request(request, { headers }));
	}),
	toHandler(state, eventsEndpoints.ticket, ({ request }) => ({
		ticket: `${ticketPrefix}${bearerOf(request)}`,
		expiresAt: new Date(Date.now() + fakeTokenLifetime * 1000).toISOString(),
	})),
];
