const brand = Symbol.for('flotilla.start-error');

export type StartErrorCode =
	| 'DATA_FOLDER_IN_USE'
	| 'DATABASE_UNAVAILABLE'
	| 'REDIS_UNAVAILABLE'
	| 'BLOB_STORE_UNAVAILABLE'
	| 'MIGRATION_FAILED'
	| 'ENVIRONMENT_INVALID'
	| 'PORT_IN_USE'
	| 'DEMO_IN_PRODUCTION';

/** Why a server cannot start; `message` is one sentence for the person who started it. */
export class StartError extends Error {
	override readonly name = 'StartError';
	readonly code: StartErrorCode;
	readonly [brand] = true;

	constructor(code: StartErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}

export const isStartError = (value: unknown): value is StartError =>
	typeof value === 'object' && value !== null && brand in value;
