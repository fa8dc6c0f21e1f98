import { useMessages } from '@flotilla/i18n';
import { type ReactNode, useId } from 'react';
import { Button } from '../action/button.tsx';
import { uiMessages } from '../ui.messages.ts';
import { Modal } from './modal.tsx';

export interface ConfirmDialogProps {
	opened: boolean;
	onCancel: () => void;
	onConfirm: () => void;
	/** The question, e.g. `Delete report.pdf?` */
	title: ReactNode;
	/** What will happen and whether it can be undone. */
	children?: ReactNode;
	/** What happens, e.g. `Delete file`. Default `Confirm`, translated. */
	confirmLabel?: string | undefined;
	/** Default `Cancel`, translated. */
	cancelLabel?: string | undefined;
	/** Something is lost: the button is red and the focus starts on the other one. Default false. */
	danger?: boolean | undefined;
	/** The confirmed work is under way. Default false. */
	loading?: boolean | undefined;
}

/** Asks before something happens. Escape and a click beside it cancel, unless the work is under way. */
export function ConfirmDialog({
	opened,
	onCancel,
	onConfirm,
	title,
	children,
	confirmLabel,
	cancelLabel,
	danger = false,
	loading = false,
}: ConfirmDialogProps) {
	const t = useMessages(uiMessages);
	const bodyId = useId();
	return (
		<Modal
			role="alertdialog"
			opened={opened}
			onClose={onCancel}
			title={title}
			size="sm"
			withCloseButton={false}
			closeOnEscape={!loading}
			closeOnClickOutside={!loading}
			aria-describedby={bodyId}
			footer={
				<>
					<Button variant="default" onClick={() => onCancel()} disabled={loading} data-autofocus={danger || undefined}>
						{cancelLabel ?? t('cancel')}
					</Button>
					<Button
						color={danger ? 'red' : 'accent'}
						onClick={() => onConfirm()}
						loading={loading}
						data-autofocus={!danger || undefined}
					>
						{confirmLabel ?? t('confirm')}
					</Button>
				</>
			}
		>
			<div id={bodyId}>{children}</div>
		</Modal>
	);
}
