/** What can be wrong with builds on one page. Stable: docs/deployment.md explains each. */
export const deployProblemCodes = [
	'SHELL_TAKEN',
	'SHELL_MISSING',
	'ROUTE_TAKEN',
	'SIGN_IN_TAKEN',
	'SHARED_RANGE_UNMET',
	'SLOT_NOT_OFFERED',
	'EVENT_NOT_EMITTED',
	'EVENT_SCHEMA_CHANGED',
	'ENDPOINT_MISSING',
	'ENDPOINT_REQUEST_CHANGED',
	'ENDPOINT_ANSWER_CHANGED',
	'API_VERSION_MISMATCH',
	'EVENT_MAP_VERSION_MISMATCH',
	'MANIFEST_VERSION_UNSUPPORTED',
] as const;
export type DeployProblemCode = (typeof deployProblemCodes)[number];

export interface DeployProblem {
	code: DeployProblemCode;
	/** An `error` refuses the change. A `warning` breaks nobody who is served now. */
	severity: 'error' | 'warning';
	/** A sentence for people. */
	message: string;
	/** The app whose change brings the problem. */
	app: string;
	/** The apps that would not work as they should. */
	affects: string[];
	/** The values that do not fit, e.g. `module`, `range` and `provided`. */
	detail: Record<string, string | number | null>;
}

/** A problem of builds that are on one page, before it is known who brought it. */
export interface Finding extends Omit<DeployProblem, 'app' | 'severity'> {
	/** Those that do not fit together, the one that says what it needs first. */
	between: string[];
	/** Only a loss is an error: to ask for what was never there breaks nobody. */
	onlyIfLost?: boolean;
	/** What was so before is a warning: an API changes under builds that are live, and more of the same breaks nobody. */
	onlyIfNew?: boolean;
}
