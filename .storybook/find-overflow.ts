/** Where what a person cannot see has to be scrolled to, it is meant to be; hidden it is cut off on purpose. */
const contains = /auto|scroll|hidden|clip/;

const describe = (element: Element): string => {
	const { left, right } = element.getBoundingClientRect();
	const html = (element.cloneNode(false) as Element).outerHTML.slice(0, 160);
	return `${html} from ${Math.round(left)} to ${Math.round(right)}: ${element.textContent?.slice(0, 60)}`;
};

/**
 * What sticks out of the page, so that it has to be scrolled sideways. Empty where it does not. At most five
 * elements, the innermost of those that stick out.
 */
export const findOverflow = (root: HTMLElement = document.documentElement): string[] => {
	// One pixel may come from rounding.
	if (root.scrollWidth <= root.clientWidth + 1) return [];
	const sticksOut = (element: Element): boolean => {
		const { left, right, width } = element.getBoundingClientRect();
		return width > 0 && (left < -1 || right > root.clientWidth + 1) && !isContained(element);
	};
	const found = [...document.body.querySelectorAll('*')].filter(sticksOut);
	const innermost = found.filter((element) => !found.some((other) => other !== element && element.contains(other)));
	const described = innermost.slice(0, 5).map(describe);
	return described.length > 0 ? described : [`The page is ${root.scrollWidth} wide, not ${root.clientWidth}.`];
};

const isContained = (element: Element): boolean => {
	for (let parent = element.parentElement; parent !== null && parent !== document.body; parent = parent.parentElement) {
		if (contains.test(getComputedStyle(parent).overflowX)) return true;
	}
	return false;
};
