/** What can be wrong with an installation, seen from outside. Stable: docs/deployment/upkeep.md explains each. */
export type FindingCode =
	| 'PAGE_UNREACHABLE'
	| 'PAGE_MISSING'
	| 'PAGE_CACHED'
	| 'PAGE_NOT_REVALIDATED'
	| 'PAGE_STALE'
	| 'PAGE_ALTERED'
	| 'POLICY_MISSING'
	| 'POLICY_UNSAFE'
	| 'NONCE_REUSED'
	| 'ORIGIN_INSECURE'
	| 'CLOCK_WRONG'
	| 'COMPOSITION_UNREADABLE'
	| 'ASSET_MISSING'
	| 'ASSET_ALTERED'
	| 'ASSET_TYPE_WRONG'
	| 'ASSET_NOT_IMMUTABLE'
	| 'ASSET_NOT_COMPRESSED'
	| 'STORED_FILE_MISSING'
	| 'STORED_FILE_DAMAGED'
	| 'MISSING_ASSET_ANSWERED'
	| 'SERVICE_WORKER_WRONG'
	| 'SERVICE_WORKER_CACHED'
	| 'API_UNREACHABLE'
	| 'API_VERSION_MISMATCH'
	| 'SOCKET_REFUSED';

export interface DoctorFinding {
	code: FindingCode;
	/** An `error` hurts people who use the installation; a `warning` makes it slower or less safe. */
	severity: 'error' | 'warning';
	message: string;
	/** What was asked for. */
	url: string;
}

export interface DoctorReport {
	url: string;
	/** No errors among the findings. */
	ok: boolean;
	/** `null` when no page could be read. */
	compositionId: string | null;
	/** Things that were looked at. */
	checks: number;
	findings: DoctorFinding[];
}

/** What a check works with. */
export interface Examination {
	/** The installation's origin. */
	origin: string;
	/** Asks for a path of it. Never rejects: `null` when nothing answered in time. */
	ask(path: string, headers?: Record<string, string>): Promise<Response | null>;
	/** Counts a check, and tells what is wrong when it does not hold. Gives `holds` back. */
	expect(holds: boolean, finding: Omit<DoctorFinding, 'severity'> & { severity?: DoctorFinding['severity'] }): boolean;
}
