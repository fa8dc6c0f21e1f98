const uniqueViolation = '23505';

/** Whether `error` says that a unique constraint of this name was hit; the same on both engines. */
export const isUniqueViolation = (error: unknown, constraint: string): boolean =>
	error instanceof Error &&
	'code' in error &&
	error.code === uniqueViolation &&
	'constraint' in error &&
	error.constraint === constraint;
