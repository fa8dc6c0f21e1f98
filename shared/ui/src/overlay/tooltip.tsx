import {
	cloneElement,
	type FocusEvent,
	type HTMLAttributes,
	type KeyboardEvent,
	type PointerEvent,
	type ReactElement,
	type ReactNode,
	useEffect,
	useId,
	useLayoutEffect,
	useRef,
	useState,
} from 'react';
import { createPortal } from 'react-dom';
import classes from './tooltip.module.css';

export interface TooltipProps {
	/** A few words. What a control is called belongs into its `aria-label`; this adds to it. */
	label: ReactNode;
	/** One element that takes a ref's worth of DOM props. */
	children: ReactElement<HTMLAttributes<HTMLElement>>;
	/** Default `top`. Turned where there is no room. */
	position?: 'top' | 'bottom' | 'left' | 'right' | undefined;
	/** Milliseconds of hovering before it shows. Default 300. Focus from the keyboard shows it at once. */
	openDelay?: number | undefined;
	/** Default false. */
	disabled?: boolean | undefined;
}

function Bubble({ id, anchor, position, label }: { id: string; anchor: string; position: string; label: ReactNode }) {
	const ref = useRef<HTMLDivElement>(null);
	useLayoutEffect(() => ref.current?.showPopover(), []);
	return createPortal(
		<div
			ref={ref}
			id={id}
			role="tooltip"
			popover="manual"
			className={classes.tooltip}
			data-position={position}
			style={{ positionAnchor: anchor } as HTMLAttributes<HTMLElement>['style']}
		>
			{label}
		</div>,
		document.body,
	);
}

/** Shows on hover and on keyboard focus, goes on Escape; there is nothing in the page until then. */
export function Tooltip({ label, children, position = 'top', openDelay = 300, disabled = false }: TooltipProps) {
	const id = useId();
	const anchor = `--tip-${id.replace(/[^a-zA-Z0-9]/g, '')}`;
	const [opened, setOpened] = useState(false);
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	useEffect(() => () => clearTimeout(timer.current), []);

	const show = (delay: number) => {
		clearTimeout(timer.current);
		if (delay === 0) setOpened(true);
		else timer.current = setTimeout(() => setOpened(true), delay);
	};
	const hide = () => {
		clearTimeout(timer.current);
		setOpened(false);
	};

	const given = children.props;
	const visible = opened && !disabled;
	const target = cloneElement(children, {
		...(visible ? { 'aria-describedby': id } : {}),
		style: {
			...given.style,
			anchorName: [anchorNameOf(given.style), anchor].filter(Boolean).join(', '),
		} as typeof given.style,
		onPointerEnter(event: PointerEvent<HTMLElement>) {
			given.onPointerEnter?.(event);
			if (event.pointerType !== 'touch') show(openDelay);
		},
		onPointerLeave(event: PointerEvent<HTMLElement>) {
			given.onPointerLeave?.(event);
			hide();
		},
		onPointerDown(event: PointerEvent<HTMLElement>) {
			given.onPointerDown?.(event);
			hide();
		},
		onFocus(event: FocusEvent<HTMLElement>) {
			given.onFocus?.(event);
			if (event.currentTarget.matches(':focus-visible')) show(0);
		},
		onBlur(event: FocusEvent<HTMLElement>) {
			given.onBlur?.(event);
			hide();
		},
		onKeyDown(event: KeyboardEvent<HTMLElement>) {
			given.onKeyDown?.(event);
			if (event.key === 'Escape') hide();
		},
	});

	return (
		<>
			{target}
			{visible ? <Bubble id={id} anchor={anchor} position={position} label={label} /> : null}
		</>
	);
}

/** An element may be the anchor of a menu and of a tooltip at once. */
const anchorNameOf = (style: unknown): string | undefined => (style as { anchorName?: string } | undefined)?.anchorName;
