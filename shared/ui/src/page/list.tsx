import type { HTMLAttributes, ReactNode } from 'react';
import classes from './list.module.css';

export interface ListProps extends HTMLAttributes<HTMLElement> {
	/** `List.Item`s. */
	children: ReactNode;
	/** A line between items, and room above and below each. Default false. */
	divided?: boolean | undefined;
	/** Room between items that are not divided. Default `sm`, 8 px. */
	gap?: 'none' | 'xs' | 'sm' | 'md' | undefined;
	/** The order means something: screen readers count. Default false. */
	ordered?: boolean | undefined;
}

/** Things below each other without bullets; still a list to screen readers. */
export function List({ children, divided = false, gap = 'sm', ordered = false, className, ...rest }: ListProps) {
	const Element = ordered ? 'ol' : 'ul';
	return (
		// The role is named because Safari takes it from lists without bullets.
		<Element
			role="list"
			{...rest}
			className={`${classes.list} ${className ?? ''}`}
			data-divided={divided || undefined}
			data-gap={gap}
		>
			{children}
		</Element>
	);
}

function Item({ className, ...rest }: HTMLAttributes<HTMLLIElement>) {
	return <li {...rest} className={`${classes.item} ${className ?? ''}`} />;
}

List.Item = Item;
