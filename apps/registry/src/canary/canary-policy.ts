import * as z from 'zod';

/** By what the controller decides; what a file leaves out has its default. */
export const canaryPolicy = z.strictObject({
	/** Points of percent: a candidate whose sessions fail by so much more often than the stable build's is harmful. */
	harmfulDifference: z.number().min(0.1).max(50).default(2),
	/** How often a candidate that is as good as the stable build may be rolled back, 0 to 1. */
	alpha: z.number().min(0.0001).max(0.2).default(0.005),
	/** How often one that is worse by `harmfulDifference` may be promoted, 0 to 1. */
	beta: z.number().min(0.0001).max(0.2).default(0.005),
	/** Sessions that each of the two builds needs before anything is decided. */
	minimumSessions: z.int().min(1).max(1_000_000).default(50),
	/** Hours after which a candidate that is still undecided is rolled back. */
	maximumHours: z.number().min(0.01).max(2_160).default(72),
});

export type CanaryPolicy = z.infer<typeof canaryPolicy>;
