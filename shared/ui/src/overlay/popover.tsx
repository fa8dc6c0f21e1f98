import {
	cloneElement,
	type HTMLAttributes,
	type ReactElement,
	type ReactNode,
	type ToggleEvent,
	useId,
	useRef,
	useState,
} from 'react';
import floating from './floating.module.css';
import classes from './popover.module.css';

export interface PopoverProps {
	/** The button that opens it. */
	target: ReactElement<HTMLAttributes<HTMLElement>>;
	/** What it is called, e.g. `Filters`. */
	label: string;
	/** Controls and words. A list of commands is a `Menu`. A function is given how to close it. */
	children: ReactNode | ((close: () => void) => ReactNode);
	/** The edge of the target it lines up with. Default `bottom-start`. It turns where there is no room. */
	position?: 'bottom-start' | 'bottom-end' | undefined;
	onChange?: ((opened: boolean) => void) | undefined;
}

type TargetProps = HTMLAttributes<HTMLElement> & { popoverTarget?: string };

/**
 * A small window beside its button, on the browser's own popover: in the top layer, closed by Escape and by a press
 * elsewhere, and the focus comes back. What it holds is in the page only while it is open.
 */
export function Popover({ target, label, children, position = 'bottom-start', onChange }: PopoverProps) {
	const id = useId();
	const anchor = `--popover-${id.replace(/[^a-zA-Z0-9]/g, '')}`;
	const [opened, setOpened] = useState(false);
	const panel = useRef<HTMLDivElement>(null);
	const close = () => panel.current?.hidePopover();
	const button = cloneElement(target, {
		// The attribute, not a handler: only so does a press on the button of an open one close it and stay closed.
		popoverTarget: id,
		'aria-haspopup': 'dialog',
		'aria-expanded': opened,
		style: { ...target.props.style, anchorName: anchor } as TargetProps['style'],
	} as TargetProps);
	return (
		<>
			{button}
			<div
				ref={panel}
				id={id}
				role="dialog"
				aria-label={label}
				popover="auto"
				tabIndex={-1}
				className={`${floating.floating} ${classes.popover}`}
				data-placement={position === 'bottom-end' ? 'end' : 'start'}
				style={{ positionAnchor: anchor } as HTMLAttributes<HTMLElement>['style']}
				// Before it is shown, so that its content is there to be measured and to take focus.
				onBeforeToggle={(event: ToggleEvent<HTMLDivElement>) => setOpened(event.newState === 'open')}
				onToggle={(event: ToggleEvent<HTMLDivElement>) => {
					const isOpen = event.newState === 'open';
					setOpened(isOpen);
					onChange?.(isOpen);
					if (!isOpen) return;
					const first = panel.current?.querySelector<HTMLElement>('input, select, textarea, button, a[href]');
					(first ?? panel.current)?.focus();
				}}
			>
				{opened ? (typeof children === 'function' ? children(close) : children) : null}
			</div>
		</>
	);
}
