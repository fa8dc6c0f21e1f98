import { useMessages } from '@flotilla/i18n';
import { CloseButton } from '@mantine/core';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { Icon, type IconName } from '../icon/icon.tsx';
import { uiMessages } from '../ui.messages.ts';
import classes from './toasts.module.css';

export type ToastTone = 'info' | 'success' | 'warning' | 'error';

export interface ToastItem {
	/** The same id is the same toast. */
	id: string;
	title: ReactNode;
	message?: ReactNode;
	/** Default `info`. */
	tone?: ToastTone | undefined;
	action?: ReactNode;
	/** Milliseconds until it goes by itself; `null`: it stays. Default 6000, errors stay. Hover and focus hold it. */
	duration?: number | null | undefined;
}

export interface ToastsProps {
	items: readonly ToastItem[];
	onDismiss: (id: string) => void;
	/** What the region is called. Default `Notifications`, translated. */
	label?: string | undefined;
}

const glyphs: Record<ToastTone, IconName> = { info: 'info', success: 'success', warning: 'alert', error: 'error' };

function Toast({ item, held, onDismiss }: { item: ToastItem; held: boolean; onDismiss: (id: string) => void }) {
	const t = useMessages(uiMessages);
	const tone = item.tone ?? 'info';
	const duration = item.duration === undefined ? (tone === 'error' ? null : 6000) : item.duration;
	const dismiss = useEffectEvent(() => onDismiss(item.id));
	useEffect(() => {
		if (duration === null || held) return;
		const timer = setTimeout(() => dismiss(), duration);
		return () => clearTimeout(timer);
	}, [duration, held]);

	return (
		<li className={classes.toast} data-tone={tone}>
			<span className={classes.icon}>
				<Icon name={glyphs[tone]} />
			</span>
			<div className={classes.text}>
				<p className={classes.title}>{item.title}</p>
				{item.message === undefined ? null : <p className={classes.message}>{item.message}</p>}
				{item.action === undefined ? null : <div className={classes.action}>{item.action}</div>}
			</div>
			<CloseButton size="sm" aria-label={t('dismiss')} onClick={() => onDismiss(item.id)} />
		</li>
	);
}

/** Short news at the corner of the screen. Put it once at the end of the page and keep it there: it announces itself. */
export function Toasts({ items, onDismiss, label }: ToastsProps) {
	const t = useMessages(uiMessages);
	const [held, setHeld] = useState(false);
	return (
		<section
			className={classes.region}
			aria-label={label ?? t('notifications')}
			onPointerEnter={() => setHeld(true)}
			onPointerLeave={() => setHeld(false)}
			onFocus={() => setHeld(true)}
			onBlur={() => setHeld(false)}
		>
			<ol className={classes.list} aria-live="polite" aria-relevant="additions text">
				{items.map((item) => (
					<Toast key={item.id} item={item} held={held} onDismiss={onDismiss} />
				))}
			</ol>
		</section>
	);
}
