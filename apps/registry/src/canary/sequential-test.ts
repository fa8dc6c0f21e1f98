/** Sessions of one build, and how many of them failed. */
export interface SessionCounts {
	sessions: number;
	failing: number;
}

export interface SequentialTestOptions {
	candidate: SessionCounts;
	stable: SessionCounts;
	/** The difference of the rates that is harmful, 0 to 1. */
	difference: number;
	/** Error levels, 0 to 1. */
	alpha: number;
	beta: number;
}

export interface SequentialTestResult {
	/** Natural logarithm of how much likelier the sessions are if the candidate is harmful by any amount than if not. */
	harm: number;
	/** The same for harmful by just `difference`. */
	leastHarm: number;
	/** `harm` at or above it: harmful. */
	upper: number;
	/** `leastHarm` at or below it: healthy. */
	lower: number;
	verdict: 'harmful' | 'healthy' | 'open';
}

/** `0 · log 0` is 0 here: what did not happen and cannot happen says nothing. */
const weigh = (count: number, probability: number): number => (count === 0 ? 0 : count * Math.log(probability));

const halvings = 60;

/** The largest log-likelihood of both builds when the candidate's rate is the stable build's plus `difference`. */
const bestLogLikelihood = (candidate: SessionCounts, stable: SessionCounts, difference: number): number => {
	const successes = { candidate: candidate.sessions - candidate.failing, stable: stable.sessions - stable.failing };
	/** Of the logarithm, by the stable build's rate. It falls, as the logarithm is concave. */
	const slope = (rate: number): number =>
		(stable.failing === 0 ? 0 : stable.failing / rate) -
		(successes.stable === 0 ? 0 : successes.stable / (1 - rate)) +
		(candidate.failing === 0 ? 0 : candidate.failing / (rate + difference)) -
		(successes.candidate === 0 ? 0 : successes.candidate / (1 - rate - difference));
	let low = 0;
	let high = 1 - difference;
	for (let step = 0; step < halvings; step += 1) {
		const middle = (low + high) / 2;
		if (slope(middle) > 0) low = middle;
		else high = middle;
	}
	// Of the two ends the one that is inside: at the border itself a logarithm may be of 0.
	return Math.max(
		...[low, (low + high) / 2, high].map(
			(rate) =>
				weigh(stable.failing, rate) +
				weigh(successes.stable, 1 - rate) +
				weigh(candidate.failing, rate + difference) +
				weigh(successes.candidate, 1 - rate - difference),
		),
	);
};

/** `difference`, twice that, and so on. No pair of rates is further apart than 1. */
const harmfulDifferences = (difference: number): number[] => {
	const differences: number[] = [];
	for (let next = difference; next < 1; next *= 2) differences.push(next);
	return differences;
};

/** Of the mean of numbers that are given by their logarithms. */
const logMean = (logarithms: readonly number[]): number => {
	const largest = Math.max(...logarithms);
	const sum = logarithms.reduce((total, logarithm) => total + Math.exp(logarithm - largest), 0);
	return largest + Math.log(sum / logarithms.length);
};

/**
 * Whether a candidate's sessions fail more often than the stable build's by `difference` or more, which may be asked after
 * each session. Two one-sided tests with the limits of A. Wald, "Sequential Tests of Statistical Hypotheses", Annals of
 * Mathematical Statistics 16 (1945): log((1 − β) / α) above, log(β / (1 − α)) below.
 *
 * - Harmful: a mixture sequential probability ratio test (mSPRT; H. Robbins, "Statistical Methods Related to the Law of
 *   the Iterated Logarithm", same journal 41 (1970); R. Johari and others, "Always Valid Inference", 2015). Likelihoods
 *   of `difference`, twice that, four times that and so on, with equal weights, against the same rate for both builds.
 *   A build that fails often is found by few sessions, whatever its rate is.
 * - Healthy: Wald's own test of `difference` against the same rate, as the least harm is the hardest to exclude. A
 *   candidate that is better than the stable build is healthy; one in between falls to either side.
 *
 * The rate that both start from is not known, so each hypothesis gets the one that suits it best by the sessions of both
 * builds (the generalised likelihood ratio). That makes the levels approximate; `decide.test.ts` measures what they are.
 */
export const testSequentially = ({
	candidate,
	stable,
	difference,
	alpha,
	beta,
}: SequentialTestOptions): SequentialTestResult => {
	const upper = Math.log((1 - beta) / alpha);
	const lower = Math.log(beta / (1 - alpha));
	const same = bestLogLikelihood(candidate, stable, 0);
	const different = harmfulDifferences(difference).map((one) => bestLogLikelihood(candidate, stable, one));
	const harm = logMean(different) - same;
	const leastHarm = (different[0] ?? same) - same;
	const verdict = harm >= upper ? 'harmful' : leastHarm <= lower ? 'healthy' : 'open';
	return { harm, leastHarm, upper, lower, verdict };
};
