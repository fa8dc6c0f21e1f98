import styles from './head-button.module.css';

/** Class names of a secondary button above the list: on a phone its icon alone, by its name for screen readers. */
export const headButton = { label: styles.label ?? '', section: styles.section ?? '' };
