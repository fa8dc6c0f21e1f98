import type { StrengthScore } from './password-strength.ts';
import classes from './strength-bars.module.css';

const steps = [1, 2, 3, 4] as const;

/** Four bars; the words beside them say the same. */
export const StrengthBars = ({ filled }: { filled: StrengthScore }) => (
	<div className={classes.bars} data-filled={filled} aria-hidden>
		{steps.map((step) => (
			<span key={step} className={classes.bar} {...(step <= filled ? { 'data-on': true } : {})} />
		))}
	</div>
);
