import { useMessages } from '@flotilla/i18n';
import { CloseButton } from '@mantine/core';
import { type HTMLAttributes, type ReactNode, useId } from 'react';
import { createPortal } from 'react-dom';
import { uiMessages } from '../ui.messages.ts';
import classes from './modal.module.css';
import { useDialog } from './use-dialog.ts';

const widths = { xs: 360, sm: 440, md: 520, lg: 680, xl: 880 } as const;

export interface ModalProps extends Omit<HTMLAttributes<HTMLDialogElement>, 'title' | 'onClose'> {
	opened: boolean;
	onClose: () => void;
	title?: ReactNode;
	children?: ReactNode;
	/** A step or pixels. Default `md`, 520 px. Never wider than the screen. */
	size?: keyof typeof widths | number | undefined;
	/** Default true. */
	closeOnEscape?: boolean | undefined;
	/** Default true. */
	closeOnClickOutside?: boolean | undefined;
	/** Default true. */
	withCloseButton?: boolean | undefined;
	/** Default `Close`, translated. */
	closeLabel?: string | undefined;
	/** Buttons, under the content; they stay when the content scrolls. */
	footer?: ReactNode;
	/** Default `dialog`. */
	role?: 'dialog' | 'alertdialog' | undefined;
}

type PanelProps = Omit<ModalProps, 'opened'> & { placement: 'center' | 'start' | 'end' };

function Panel({
	onClose,
	title,
	children,
	size = 'md',
	closeOnEscape = true,
	closeOnClickOutside = true,
	withCloseButton = true,
	closeLabel,
	footer,
	placement,
	className,
	style,
	...rest
}: PanelProps) {
	const t = useMessages(uiMessages);
	const titleId = useId();
	const dialog = useDialog({ onClose, closeOnEscape, closeOnClickOutside });
	const width = typeof size === 'number' ? size : widths[size];
	return (
		<dialog
			{...(title === undefined ? {} : { 'aria-labelledby': titleId })}
			{...rest}
			{...dialog}
			className={`${classes.dialog} ${className ?? ''}`}
			data-placement={placement}
			style={{ ...style, inlineSize: width }}
		>
			{title !== undefined || withCloseButton ? (
				<header className={classes.header}>
					<h2 className={classes.title} id={titleId}>
						{title}
					</h2>
					{withCloseButton ? <CloseButton aria-label={closeLabel ?? t('close')} onClick={() => onClose()} /> : null}
				</header>
			) : null}
			<div className={classes.body} data-dialog-body>
				{children}
			</div>
			{footer === undefined ? null : <footer className={classes.footer}>{footer}</footer>}
		</dialog>
	);
}

/** A window above the page. Focus stays in it; Escape and a click beside it call `onClose`. */
export function Modal({ opened, ...props }: ModalProps) {
	return opened ? createPortal(<Panel {...props} placement="center" />, document.body) : null;
}

export interface DrawerProps extends ModalProps {
	/** The side it comes from, `left` and `right` as in a text that runs from left to right. Default `right`. */
	position?: 'left' | 'right' | undefined;
}

/** A window at the side of the page, of full height. */
export function Drawer({ opened, position = 'right', ...props }: DrawerProps) {
	const placement = position === 'left' ? 'start' : 'end';
	return opened ? createPortal(<Panel {...props} placement={placement} />, document.body) : null;
}
