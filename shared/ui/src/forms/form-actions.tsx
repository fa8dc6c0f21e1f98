import type { HTMLAttributes, ReactNode } from 'react';
import classes from './forms.module.css';

export interface FormActionsProps extends HTMLAttributes<HTMLDivElement> {
	/** Buttons, the primary one last. On phones they are as wide as the form. */
	children: ReactNode;
	/** What to know before pressing, e.g. `Unsaved changes`. */
	note?: ReactNode;
}

/** The buttons at the end of a form. */
export function FormActions({ children, note, className, ...rest }: FormActionsProps) {
	return (
		<div {...rest} className={`${classes.actions} ${className ?? ''}`}>
			<div className={classes.note} role="status">
				{note}
			</div>
			{children}
		</div>
	);
}
