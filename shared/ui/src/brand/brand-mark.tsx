import classes from './brand-mark.module.css';

export interface BrandMarkProps {
	/** Beside the mark. Default: the mark alone, as decoration. */
	name?: string | undefined;
	/** Pixels of the mark. Default 24. */
	size?: number | undefined;
}

/** Three sails on one course, and the name of the product. */
export function BrandMark({ name, size = 24 }: BrandMarkProps) {
	return (
		<span className={classes.brand}>
			<svg className={classes.mark} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
				<rect className={classes.ground} width="24" height="24" rx="6" />
				<path className={classes.sail} d="M9.5 6.25v8.25H4.75c2.2-1.9 3.9-4.8 4.75-8.25Z" opacity=".72" />
				<path className={classes.sail} d="M16 4.5v10h-5c2.4-2.2 4.2-5.7 5-10Z" />
				<path className={classes.sail} d="M20 9.25v5.25h-2.75c1.3-1.2 2.2-3 2.75-5.25Z" opacity=".72" />
				<path className={classes.sail} d="M4 16.5h16c-.5 1.8-1.9 3-3.6 3H7.6c-1.7 0-3.1-1.2-3.6-3Z" />
			</svg>
			{name === undefined ? null : <span className={classes.name}>{name}</span>}
		</span>
	);
}
