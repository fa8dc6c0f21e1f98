import * as z from 'zod';

/** Why something is done, for people; at most 500 characters. */
export const reason = z.string().trim().min(1).max(500);

/** The revision at which the caller saw the pointer; 0 is "not there yet". */
export const expectedRevision = z.int().min(0);

const move = {
	expectedRevision: expectedRevision.optional(),
	message: reason.optional(),
	/** Does it even if that breaks something. */
	force: z.boolean().optional(),
};

/** The body of a request that changes a channel, with what else it says. With `force` there has to be a `message`: the history says why. */
export const moveBody = <S extends z.ZodRawShape>(shape: S) =>
	z.strictObject({ ...move, ...shape }).refine(
		(body) => {
			const { force, message } = body as { force?: boolean | undefined; message?: string | undefined };
			return force !== true || message !== undefined;
		},
		{ path: ['message'], error: 'Say why it is done by force.' },
	);
