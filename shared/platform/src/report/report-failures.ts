import type { ComposedRemote } from '@flotilla/contracts';
import type { EventBus, Unsubscribe } from '@flotilla/event-bus';
import type { Federation } from '@flotilla/federation';
import type { FailureReport, ReportFailure } from './failure-report.ts';
import { remoteOfStack } from './remote-of-stack.ts';

interface ReportFailuresOptions {
	bus: EventBus;
	/** Says what the page runs. */
	federation: Pick<Federation, 'composition' | 'find' | 'match'>;
	report: ReportFailure;
	/** What uncaught errors are heard on. Default: the window. */
	target?: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
	/** Default: the page's. */
	currentPath?: () => string;
	/** Milliseconds in which an equal failure is not reported again. Default 60000. */
	quietFor?: number;
	/** Reports of one page; a page that fails in a loop does not flood whoever listens. Default 100. */
	maximum?: number;
}

type Finding = Pick<FailureReport, 'kind' | 'message'> & Partial<FailureReport>;

/** Reports what failed on the server, in a remote, on the way of texts, or uncaught, with the composition and whose it is. */
export const reportFailures = ({
	bus,
	federation,
	report,
	target = window,
	currentPath = () => window.location.pathname,
	quietFor = 60_000,
	maximum = 100,
}: ReportFailuresOptions): Unsubscribe => {
	const lastTimes = new Map<string, number>();
	let count = 0;

	const describe = (remote: ComposedRemote | undefined): FailureReport['remote'] =>
		remote === undefined ? null : { name: remote.app, version: remote.version, owner: remote.manifest.owner };
	const atPath = (path: string): ComposedRemote | undefined => {
		const composed = federation.match(path);
		return composed && federation.find(composed.app);
	};

	const send = (finding: Finding): void => {
		const now = Date.now();
		const { kind, message, code = null, request = null, remote = null, stack = null } = finding;
		const key = [kind, code, message, remote?.name, request?.method, request?.path].join('\n');
		const last = lastTimes.get(key);
		if (count >= maximum || (last !== undefined && now - last < quietFor)) return;
		lastTimes.set(key, now);
		count += 1;
		const place = { compositionId: federation.composition.id, page: currentPath(), time: new Date(now).toISOString() };
		try {
			report({ kind, message, code, request, remote, stack, ...place });
		} catch {
			// A report about a report would go round in circles.
		}
	};

	const sendUncaught = (error: unknown): void => {
		const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
		const stack = error instanceof Error ? (error.stack ?? null) : null;
		const code = error instanceof Error && 'code' in error ? String(error.code) : null;
		send({ kind: 'uncaught', message, code, stack, remote: describe(remoteOfStack(stack, federation.find)) });
	};
	const hearError = (event: Event): void => {
		const { error, message } = event as ErrorEvent;
		sendUncaught(error ?? message);
	};
	const hearRejection = (event: Event): void => sendUncaught((event as PromiseRejectionEvent).reason);

	target.addEventListener('error', hearError);
	target.addEventListener('unhandledrejection', hearRejection);
	const ends = [
		bus.on('api:request-failed', ({ code, status, message, method, path, requestId = null }) => {
			if (status < 500 && code !== 'RESPONSE_INVALID') return;
			const remote = describe(atPath(currentPath()));
			send({ kind: 'api', message, code, request: { method, path, status, requestId }, remote });
		}),
		bus.on('federation:remote-failed', ({ remote, version, owner, phase, message }) =>
			send({ kind: 'remote', message, code: phase, remote: { name: remote, version, owner } }),
		),
		bus.on('federation:remote-replaced', ({ remote, owner, from, to }) =>
			send({
				kind: 'remote',
				message: `Somebody uses version ${to} in place of ${from}, which would not run.`,
				code: 'replaced',
				remote: { name: remote, version: from, owner },
			}),
		),
		bus.on('realtime:frame-dropped', ({ reason }) =>
			send({ kind: 'realtime', message: 'A frame of the server could not be read.', code: reason }),
		),
		bus.on('i18n:load-failed', ({ language, message }) => send({ kind: 'texts', message, code: language })),
		() => target.removeEventListener('error', hearError),
		() => target.removeEventListener('unhandledrejection', hearRejection),
	];
	return () => {
		for (const end of ends) end();
	};
};
