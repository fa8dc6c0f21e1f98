import {
	type MouseEvent,
	type RefObject,
	type SyntheticEvent,
	useEffect,
	useEffectEvent,
	useLayoutEffect,
	useRef,
} from 'react';

export interface DialogBehaviour {
	onClose: () => void;
	/** Default true. */
	closeOnEscape: boolean;
	/** Default true. */
	closeOnClickOutside: boolean;
}

export interface DialogBinding {
	ref: RefObject<HTMLDialogElement | null>;
	onCancel(event: SyntheticEvent<HTMLDialogElement>): void;
	onMouseDown(event: MouseEvent<HTMLDialogElement>): void;
	onClick(event: MouseEvent<HTMLDialogElement>): void;
}

const isOutside = ({ currentTarget, clientX, clientY }: MouseEvent<HTMLDialogElement>) => {
	const box = currentTarget.getBoundingClientRect();
	return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
};

/**
 * Shows a `<dialog>` modally for as long as it is mounted. The browser keeps focus inside, makes the rest of the
 * page inert, and gives focus back at the end; closing before React removes the element is what lets it.
 * Focus starts on the element with `data-autofocus`, else on the first control of the content.
 */
export function useDialog({ onClose, closeOnEscape, closeOnClickOutside }: DialogBehaviour): DialogBinding {
	const ref = useRef<HTMLDialogElement>(null);
	// A press that began inside, to select text for instance, is no click outside wherever it ends.
	const pressedOutside = useRef(false);
	const close = useEffectEvent(onClose);

	useLayoutEffect(() => {
		const dialog = ref.current;
		// The page behind stops scrolling (see the style sheet); what its scroll bar took is kept free.
		const root = document.documentElement;
		if (document.querySelector('dialog:modal') === null)
			root.style.setProperty('--flotilla-scroll-bar', `${innerWidth - root.clientWidth}px`);
		dialog?.showModal();
		// The browser would choose the first control, which is the close button.
		const content = dialog?.querySelector<HTMLElement>('[data-dialog-body]');
		const first =
			dialog?.querySelector<HTMLElement>('[data-autofocus]') ??
			content?.querySelector<HTMLElement>('input, select, textarea, button, a[href]');
		first?.focus();
		// A long text without a control in it can only be scrolled with the keyboard when it takes focus itself.
		if (first === null && content && content.scrollHeight > content.clientHeight) content.tabIndex = 0;
		return () => dialog?.close();
	}, []);

	// The browser closes a dialog at the second Escape whatever `cancel` says, so the owner has to hear of it.
	useEffect(() => {
		const dialog = ref.current;
		const onClosed = () => {
			if (dialog?.isConnected === true && !dialog.open) close();
		};
		dialog?.addEventListener('close', onClosed);
		return () => dialog?.removeEventListener('close', onClosed);
	}, []);

	return {
		ref,
		onCancel(event) {
			if (event.target !== event.currentTarget) return;
			event.preventDefault();
			if (closeOnEscape) onClose();
		},
		onMouseDown(event) {
			pressedOutside.current = event.target === event.currentTarget && isOutside(event);
		},
		onClick(event) {
			if (!pressedOutside.current) return;
			pressedOutside.current = false;
			if (closeOnClickOutside && event.target === event.currentTarget && isOutside(event)) onClose();
		},
	};
}
