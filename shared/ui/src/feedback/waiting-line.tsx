import classes from './waiting-line.module.css';

/**
 * A line that moves along the top of what is shown while something newer is on its way. For the eye alone: what it
 * stands above says `aria-busy`.
 */
export const WaitingLine = () => <div className={classes.line} aria-hidden="true" />;
