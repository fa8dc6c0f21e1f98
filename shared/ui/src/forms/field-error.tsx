import type { ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import classes from './forms.module.css';

export interface FieldErrorProps {
	/** For the field's `aria-describedby`. */
	id?: string | undefined;
	/** What is wrong and what would be right. Nothing is shown without it. */
	children?: ReactNode;
}

/** What is wrong with a whole form or with a group of fields; a single input has `error` for it. */
export function FieldError({ id, children }: FieldErrorProps) {
	const empty = children === undefined || children === null || children === false || children === '';
	return (
		<div id={id} role="alert" className={empty ? undefined : classes.error}>
			{empty ? null : (
				<>
					<Icon name="error" size={14} />
					<span>{children}</span>
				</>
			)}
		</div>
	);
}
