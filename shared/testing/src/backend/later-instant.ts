let last = 0;

/**
 * The instant of now, later than every one before: what is made one after the other in the same millisecond has an
 * order all the same, as on a server that takes its time.
 */
export const laterInstant = (): string => {
	last = Math.max(Date.now(), last + 1);
	return new Date(last).toISOString();
};
