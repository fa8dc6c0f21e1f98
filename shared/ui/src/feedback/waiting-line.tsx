import classes from './waiting-line.module.css';

export interface WaitingLineProps {
	/** What it stays at the top of: an element that scrolls by itself, or the page, below the header of `AppShell`. */
	scroll?: 'element' | 'page';
}

/**
 * A line that moves along the top of what is shown while something newer is on its way. For the eye alone: what it
 * stands above says `aria-busy`.
 */
export const WaitingLine = ({ scroll = 'element' }: WaitingLineProps) => (
	<div className={classes.line} data-scroll={scroll} aria-hidden="true" />
);
