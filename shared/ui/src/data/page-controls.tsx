import { Pagination } from '@mantine/core';
import classes from './page-controls.module.css';

export interface PageControlsProps {
	/** 1-based. */
	page: number;
	totalPages: number;
	/** Of all pages together. */
	total: number;
	/** Rows a page. */
	limit: number;
	onPage: (page: number) => void;
	/** What is counted, e.g. `users`. Default `rows`. */
	noun?: string | undefined;
	/** Default the browser's. */
	locale?: string | undefined;
}

/** Which part of a list is shown, and the way to the others. It has the same height with one page as with many. */
export function PageControls({ page, totalPages, total, limit, onPage, noun = 'rows', locale }: PageControlsProps) {
	const number = new Intl.NumberFormat(locale);
	const first = (page - 1) * limit + 1;
	const last = Math.min(page * limit, total);
	return (
		<nav className={classes.controls} aria-label="Pages">
			<p className={classes.summary} role="status">
				{total === 0 ? null : `${number.format(first)}–${number.format(last)} of `}
				{number.format(total)} {noun}
			</p>
			{totalPages > 1 ? (
				<Pagination
					className={classes.pages ?? ''}
					value={page}
					total={totalPages}
					onChange={onPage}
					size="sm"
					gap={4}
					layout="responsive"
					formatLabel={(place) => `${number.format(place.page)} / ${number.format(place.totalPages)}`}
					getItemProps={(item) => ({ 'aria-label': `Page ${item}` })}
					getControlProps={(control) => ({
						'aria-label': control === 'previous' ? 'Previous page' : control === 'next' ? 'Next page' : control,
					})}
				/>
			) : null}
		</nav>
	);
}
