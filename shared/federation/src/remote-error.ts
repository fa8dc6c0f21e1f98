export type RemoteFailurePhase = 'load' | 'start' | 'render';

const brand = Symbol.for('flotilla.RemoteError');

interface RemoteErrorOptions {
	remote: string;
	version: string;
	phase: RemoteFailurePhase;
	cause?: unknown;
}

/** A remote could not be loaded, started or rendered. `cause` holds what was thrown. */
export class RemoteError extends Error {
	override readonly name = 'RemoteError';
	readonly code = 'REMOTE_FAILED';
	readonly remote: string;
	readonly version: string;
	readonly phase: RemoteFailurePhase;
	readonly [brand] = true;

	constructor(message: string, { remote, version, phase, cause }: RemoteErrorOptions) {
		super(message, { cause });
		this.remote = remote;
		this.version = version;
		this.phase = phase;
	}
}

/** True across copies of this package, unlike `instanceof`. */
export const isRemoteError = (value: unknown): value is RemoteError =>
	typeof value === 'object' && value !== null && brand in value;
