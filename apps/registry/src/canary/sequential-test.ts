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
	/** Natural logarithm. Above 0 the sessions speak for harm, below 0 against it. */
	logLikelihoodRatio: number;
	/** At or above: harmful. */
	upper: number;
	/** At or below: not harmful. */
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

/**
 * Whether a candidate's sessions fail more often than the stable build's by `difference`, which may be asked after each
 * session: Wald's sequential probability ratio test, A. Wald, "Sequential Tests of Statistical Hypotheses",
 * Annals of Mathematical Statistics 16 (1945), with his limits log((1 − β) / α) and log(β / (1 − α)).
 *
 * The two hypotheses are "the rates are the same" and "the candidate's is `difference` higher". The rate they start from
 * is not known, so each gets the one that suits it best by the sessions of both builds (the generalised likelihood
 * ratio). That makes the levels approximate; `decide.test.ts` measures what they are. A candidate that is
 * better than the stable build counts as healthy, one in between falls to either side.
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
	const logLikelihoodRatio = bestLogLikelihood(candidate, stable, difference) - bestLogLikelihood(candidate, stable, 0);
	const verdict = logLikelihoodRatio >= upper ? 'harmful' : logLikelihoodRatio <= lower ? 'healthy' : 'open';
	return { logLikelihoodRatio, upper, lower, verdict };
};
