import { useFormat, useMessages } from '@flotilla/i18n';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icon/icon.tsx';
import { uiMessages } from '../ui.messages.ts';
import classes from './status-banner.module.css';

export interface StatusBannerProps {
	/**
	 * `offline`: there is no way to the server, and the page says what it kept. `stale`: what is shown is of `asOf`.
	 * `warning` and `info` have words of their own.
	 */
	kind: 'offline' | 'stale' | 'warning' | 'info';
	/** Of what is shown: ISO 8601, milliseconds or a date. Needed for `stale`. */
	asOf?: string | number | Date | undefined;
	/** Default by `kind`, translated. */
	title?: ReactNode;
	/** Default by `kind`, translated; `null` for none. */
	children?: ReactNode;
	/** A button or a link. */
	action?: ReactNode;
}

const glyphs: Record<StatusBannerProps['kind'], IconName> = {
	offline: 'wifi-off',
	stale: 'clock',
	warning: 'alert',
	info: 'info',
};

/** A line above what it is about: that it is not the newest, not complete, or not sent yet. It announces itself. */
export function StatusBanner({ kind, asOf, title, children, action }: StatusBannerProps) {
	const t = useMessages(uiMessages);
	const format = useFormat();
	const titles: Partial<Record<StatusBannerProps['kind'], string>> = {
		offline: t('offline'),
		...(asOf === undefined ? {} : { stale: t('stale', { time: format.date(asOf, 'date-time') }) }),
	};
	const hints: Partial<Record<StatusBannerProps['kind'], string>> = {
		offline: t('offlineHint'),
		stale: t('staleHint'),
	};
	const words = children === undefined ? hints[kind] : children;
	return (
		<div className={classes.banner} data-kind={kind} role="status">
			<span className={classes.icon}>
				<Icon name={glyphs[kind]} />
			</span>
			<p className={classes.text}>
				<strong className={classes.title}>{title ?? titles[kind]}</strong>{' '}
				{words === null || words === undefined ? null : <span className={classes.words}>{words}</span>}
			</p>
			{action === undefined ? null : <div className={classes.action}>{action}</div>}
		</div>
	);
}
