/** Codes of mistakes in how a remote uses the cache. */
export type ResourceErrorCode =
	/** The name belongs to another remote: choose another one. */
	| 'RESOURCE_OWNED'
	/** There is no resource of that name, or it was purged with its remote. */
	| 'RESOURCE_UNKNOWN'
	/** The contract of the resource has no endpoint for that. */
	| 'RESOURCE_CANNOT';

const brand = Symbol.for('@flotilla/data-cache/ResourceError');

/** A mistake in the code of a remote, not of its data: nothing was fetched, sent or changed. */
export class ResourceError extends Error {
	override readonly name = 'ResourceError';
	readonly code: ResourceErrorCode;

	constructor(code: ResourceErrorCode, message: string) {
		super(message);
		Object.defineProperty(this, brand, { value: true });
		this.code = code;
	}
}

/** Holds across copies of this package, where `instanceof` does not. */
export const isResourceError = (value: unknown): value is ResourceError =>
	typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[brand] === true;
