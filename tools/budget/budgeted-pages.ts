import { auditedPages } from '../lighthouse/audited-pages.ts';

export interface BudgetedPage {
	name: string;
	path: string;
	/** Whether somebody is signed in. */
	signedIn: boolean;
	/** The slot on it whose fillers are a part of what a person sees first. Default: none. */
	slot?: string;
}

/** Slots of pages that the shell draws itself: the page's answer does not name who fills them. */
const slots: Readonly<Record<string, string>> = { '/': 'shell:dashboard' };

/** The pages that Lighthouse audits. */
export const budgetedPages: readonly BudgetedPage[] = auditedPages.map((page) => {
	const slot = slots[page.path];
	return { ...page, ...(slot !== undefined && { slot }) };
});
