/** What is known about where a fault happened. */
export interface FaultContext {
	requestId?: string;
	/** `GET /api/users/:id`. */
	route?: string;
	compositionId?: string;
	userId?: string;
}

/** Hands a fault of ours to whoever watches over the server. Never throws and is not waited for. */
export type ReportFault = (fault: unknown, context: FaultContext) => void;
