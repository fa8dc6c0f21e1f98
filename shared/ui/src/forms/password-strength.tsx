import { useMessages } from '@flotilla/i18n';
import type { ReactNode } from 'react';
import { uiMessages } from '../ui.messages.ts';
import classes from './password-strength.module.css';

export interface PasswordStrengthProps {
	/** From 0, guessed at once, to 4; `null` while nothing is typed or it is not known yet. */
	score: 0 | 1 | 2 | 3 | 4 | null;
	/** What would make it better. */
	hints?: readonly ReactNode[] | undefined;
	/** For the field's `aria-describedby`. */
	id?: string | undefined;
}

const steps = [1, 2, 3, 4] as const;

/** How soon a password would be guessed: in words, and in bars that say the same. It takes its room from the start. */
export function PasswordStrength({ score, hints = [], id }: PasswordStrengthProps) {
	const t = useMessages(uiMessages);
	const word = score === null ? '' : t(`strength.${score}`);
	return (
		<div id={id} className={classes.strength} data-score={score ?? undefined}>
			<div className={classes.line}>
				<div className={classes.bars} aria-hidden="true">
					{steps.map((step) => (
						<span
							key={step}
							className={classes.bar}
							data-filled={(score !== null && Math.max(score, 1) >= step) || undefined}
						/>
					))}
				</div>
				<span className={classes.word} role="status">
					{score === null ? null : (
						<>
							<span className={classes.hidden}>{t('strength')}: </span>
							{word}
						</>
					)}
				</span>
			</div>
			{hints.length === 0 ? null : (
				<ul className={classes.hints}>
					{hints.map((hint, index) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: hints have no identity.
						<li key={index}>{hint}</li>
					))}
				</ul>
			)}
		</div>
	);
}
