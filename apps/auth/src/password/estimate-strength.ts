import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { type EstimateStrength, isStrengthHint, type StrengthScore } from './password-strength.ts';

/** From this score on there is nothing to better. */
const good: StrengthScore = 3;

/**
 * Estimates by lists of passwords and words, and by patterns. Without the names and the encyclopedia of one language:
 * they are three times the size of the rest, and would know words of that language alone.
 */
export const createStrengthEstimator = (): EstimateStrength => {
	const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
	return (password, personal) => {
		const { score, feedback } = zxcvbn.check(password, [...personal]);
		if (score >= good) return { score, hint: null };
		return { score, hint: isStrengthHint(feedback.warning) ? feedback.warning : 'anotherWord' };
	};
};
