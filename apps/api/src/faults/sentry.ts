import type { FaultContext } from '@flotilla/server';

export interface FaultReports {
	report(fault: unknown, context: FaultContext): void;
	/** Sends what is waiting, for at most two seconds. */
	close(): Promise<void>;
}

export interface SentryOptions {
	/** `https://<key>@<host>/<project>`. */
	dsn: string;
	/** E.g. `production`. */
	environment: string;
	/** What runs, e.g. a version. */
	release?: string | undefined;
}

/**
 * Reports to Sentry, or to what speaks its protocol. Loaded when it is wanted: nobody else pays for it.
 *
 * It is handed faults and watches nothing by itself: no request, header or query of a person goes along.
 */
export const connectSentry = async ({ dsn, environment, release }: SentryOptions): Promise<FaultReports> => {
	const sentry = await import('@sentry/node');
	const client = sentry.initWithoutDefaultIntegrations({
		dsn,
		environment,
		...(release === undefined ? {} : { release }),
		dataCollection: { userInfo: false, cookies: false, httpHeaders: false, httpBodies: [], urlQueryParams: false },
		integrations: [sentry.linkedErrorsIntegration(), sentry.dedupeIntegration()],
	});
	return {
		report(fault, { requestId, route, compositionId, userId }) {
			sentry.withScope((scope) => {
				scope.setTags({ route, requestId, compositionId });
				if (userId !== undefined) scope.setUser({ id: userId });
				sentry.captureException(fault);
			});
		},
		async close() {
			await client?.close(2000);
		},
	};
};
