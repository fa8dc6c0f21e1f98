const brand = Symbol.for('flotilla.registry-error');

export interface RegistryErrorOptions {
	/** 0 when nothing answered. */
	status: number;
	errors?: Record<string, string[]> | undefined;
	requestId?: string | undefined;
	cause?: unknown;
}

/** What a registry refused, with its code, or REGISTRY_UNREACHABLE. */
export class RegistryError extends Error {
	override readonly name = 'RegistryError';
	readonly code: string;
	readonly status: number;
	readonly errors: Record<string, string[]> | undefined;
	readonly requestId: string | undefined;
	readonly [brand] = true;

	constructor(code: string, message: string, { status, errors, requestId, cause }: RegistryErrorOptions) {
		super(message, { cause });
		this.code = code;
		this.status = status;
		this.errors = errors;
		this.requestId = requestId;
	}
}

export const isRegistryError = (value: unknown): value is RegistryError =>
	typeof value === 'object' && value !== null && brand in value;
