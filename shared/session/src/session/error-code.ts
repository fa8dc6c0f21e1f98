/** The code of what a call rejected with; empty when it has none. */
export const codeOf = (error: unknown): string =>
	typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
