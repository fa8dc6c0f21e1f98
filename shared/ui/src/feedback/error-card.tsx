import { useMessages } from '@flotilla/i18n';
import type { ReactNode } from 'react';
import { Button } from '../action/button.tsx';
import { Icon } from '../icon/icon.tsx';
import { uiMessages } from '../ui.messages.ts';
import classes from './error-card.module.css';

export interface ErrorCardProps {
	/** What happened, e.g. `The users could not be loaded`. */
	title: ReactNode;
	/** What is safe and what to do. */
	description?: ReactNode;
	/** For whoever repairs it; folded away at first. */
	details?: ReactNode;
	/** Shown for support to find the request by. */
	requestId?: string | undefined;
	onRetry?: (() => void) | undefined;
	/** Default `Try again`, translated. */
	retryLabel?: string | undefined;
	/** A retry is under way. Default false. */
	retrying?: boolean | undefined;
	/** Other ways out, as buttons: they stand behind the one to try again. */
	actions?: ReactNode;
}

/** Stands where a part of the page could not be shown. The rest of the page works on. */
export function ErrorCard({
	title,
	description,
	details,
	requestId,
	onRetry,
	retryLabel,
	retrying = false,
	actions,
}: ErrorCardProps) {
	const t = useMessages(uiMessages);
	return (
		<div className={classes.card} role="alert">
			<span className={classes.icon}>
				<Icon name="error" size={20} />
			</span>
			<div className={classes.text}>
				<p className={classes.title}>{title}</p>
				{description === undefined ? null : <p className={classes.description}>{description}</p>}
				{onRetry === undefined && actions === undefined ? null : (
					<div className={classes.actions}>
						{onRetry === undefined ? null : (
							<Button
								variant="default"
								leftSection={<Icon name="refresh" size={14} />}
								onClick={() => onRetry()}
								loading={retrying}
							>
								{retryLabel ?? t('tryAgain')}
							</Button>
						)}
						{actions}
					</div>
				)}
				{details === undefined && requestId === undefined ? null : (
					<details className={classes.details}>
						<summary>{t('details')}</summary>
						{details === undefined ? null : <div className={classes.trace}>{details}</div>}
						{requestId === undefined ? null : (
							<div className={classes.trace}>
								{t.rich('request', { id: requestId, code: (id) => <code key="id">{id}</code> })}
							</div>
						)}
					</details>
				)}
			</div>
		</div>
	);
}
